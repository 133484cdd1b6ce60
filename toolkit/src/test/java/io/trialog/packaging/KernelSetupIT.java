package io.trialog.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.testing.Python;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kernel-setup/install}: what it makes, takes, checks and undoes, in a prefix with a space in its name. */
class KernelSetupIT {

    @TempDir
    Path scratch;

    private Path prefix;
    private Path kernels;

    @BeforeEach
    void prepare() throws Exception {
        Python.assume("jupyter_client");
        prefix = scratch.resolve("with space");
        kernels = Files.createDirectories(prefix.resolve("share/jupyter/kernels"));
    }

    private record Outcome(int status, String output) {}

    private Outcome install(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Python.interpreter(),
                TestKernel.ROOT.resolve("kernel-setup/install").toString(),
                "--prefix",
                prefix.toString(),
                "--jar",
                TestKernel.JAR.toString(),
                "--m2",
                scratch.resolve("m2").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("JUPYTER_PATH", prefix.resolve("share/jupyter").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private JsonNode kernel(String name) throws IOException {
        return new ObjectMapper()
                .readTree(kernels.resolve(name).resolve("kernel.json").toFile());
    }

    private void write(String name, String jar) throws IOException {
        Path directory = Files.createDirectories(kernels.resolve(name));
        Files.writeString(directory.resolve(jar), "");
        Files.writeString(directory.resolve("kernel.json"), """
                {"argv": ["java", "-jar", "{resource_dir}/%s", "{connection_file}"], "display_name": "Java", "language": "java"}
                """.formatted(jar));
    }

    private Path ijavaZip() throws IOException {
        Path archive = scratch.resolve("ijava-1.3.0.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("install.py"));
            zip.putNextEntry(new ZipEntry("java/ijava-1.3.0.jar"));
            zip.write("ijava".getBytes(StandardCharsets.UTF_8));
        }
        return archive;
    }

    @Test
    void makesAKernelOfAbsolutePathsWhoseCheckIsRightAndWhichIsRemovedWithoutATrace() throws Exception {
        assertThat(install().status()).isZero();
        byte[] first = Files.readAllBytes(kernels.resolve("trialog/kernel.json"));
        assertThat(install().status()).isZero();

        assertThat(Files.readAllBytes(kernels.resolve("trialog/kernel.json"))).isEqualTo(first);
        assertThat(kernel("trialog").get("interrupt_mode").asText()).isEqualTo("message");
        assertThat(kernel("trialog").get("argv").get(0).asText()).startsWith("/");
        Outcome check = install("--check");
        assertThat(check.output()).contains("All is right.").doesNotContain("WRONG");
        assertThat(check.status()).isZero();

        assertThat(install("--remove").status()).isZero();
        assertThat(kernels.resolve("trialog")).doesNotExist();
        assertThat(scratch.resolve("m2/io/trialog/trialog")).isEmptyDirectory();
        assertThat(install("--check").output())
                .contains("WRONG  the kernel in")
                .contains("Maybe run kernel-setup/install.");
    }

    @Test
    void belowAPrefixTheHomeOfTheUserStaysAsItIs() throws Exception {
        Path home = Files.createDirectory(scratch.resolve("home"));
        ProcessBuilder builder = new ProcessBuilder(
                        Python.interpreter(),
                        TestKernel.ROOT.resolve("kernel-setup/install").toString(),
                        "--prefix",
                        prefix.toString(),
                        "--jar",
                        TestKernel.JAR.toString())
                .redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("maven left alone; '--m2 DIR'");
        assertThat(home.resolve(".m2")).doesNotExist();
    }

    @Test
    void takesIjavaFromTheArchiveOfARelease() throws Exception {
        Outcome outcome = install("--ijava-zip", ijavaZip().toString());

        assertThat(outcome.output()).contains("Kernel 'trialog' in " + kernels);
        assertThat(kernel("trialog").get("env").get("IJAVA_CLASSPATH").asText()).isEqualTo(TestKernel.JAR.toString());
        assertThat(kernels.resolve("trialog/ijava.jar")).hasContent("ijava");
    }

    @Test
    void keepsTheEngineWhenItRunsAgain() throws Exception {
        install("--ijava-zip", ijavaZip().toString());
        byte[] first = Files.readAllBytes(kernels.resolve("trialog/kernel.json"));

        assertThat(install().status()).isZero();

        assertThat(Files.readAllBytes(kernels.resolve("trialog/kernel.json"))).isEqualTo(first);
    }

    @Test
    void passesOverKernelsOfOthersThatCanNotBeRead() throws Exception {
        for (String text : List.of("{not json", "[]", "{\"argv\": null}")) {
            Path directory = Files.createDirectories(kernels.resolve("odd" + text.length()));
            Files.writeString(directory.resolve("kernel.json"), text);
        }
        write("java", "ijava-1.3.0.jar");

        Outcome outcome = install("--kernel", "ijava");

        assertThat(outcome.output()).contains("from  the kernel in " + kernels.resolve("java"));
        assertThat(outcome.status()).isZero();
        assertThat(install("--flags", "odd9").output()).contains("no IJava or JJava kernel named 'odd9'");
        assertThat(install("--remove").status()).isZero();
    }

    @Test
    void leavesNothingBehindWhenItFails() throws Exception {
        Path noZip = Files.writeString(scratch.resolve("no.zip"), "no");

        assertThat(install("--ijava-zip", noZip.toString()).output()).contains("is no zip archive");

        assertThat(kernels).isEmptyDirectory();
    }

    @Test
    void takesTheKernelThatIsThere() throws Exception {
        write("java", "ijava-1.3.0.jar");

        assertThat(install("--kernel", "ijava").output()).contains("from  the kernel in " + kernels.resolve("java"));
        assertThat(kernel("java").get("argv")).hasSize(4);
        assertThat(kernels.resolve("trialog/ijava.jar")).exists();
    }

    @Test
    void addsTheFlagsToAKernelOfTheUsersOnceAndPutsTheOldOneBack() throws Exception {
        write("mine", "ijava-1.3.0.jar");
        String before = Files.readString(kernels.resolve("mine/kernel.json"));

        assertThat(install("--flags", "mine").output()).contains("Added the flags to");
        assertThat(install("--flags", "mine").output()).contains("The flags are there already");

        assertThat(kernel("mine").get("argv").get(1).asText())
                .isEqualTo("@" + TestKernel.ROOT.resolve("toolkit/config/vm.args"));
        install("--remove");
        assertThat(kernels.resolve("mine/kernel.json")).hasContent(before);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThat(install("--kernel", "ijava").output())
                .contains("there is no IJava kernel")
                .contains("--ijava-zip FILE");
        assertThat(install("--flags", "nothing").output())
                .contains("there is no IJava or JJava kernel named 'nothing'");
        Path old = Files.createDirectories(scratch.resolve("jdk-11/bin")).getParent();
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        Files.writeString(old.resolve("bin/java"), "");
        assertThat(install("--java-home", old.toString()).output())
                .contains("no JDK of version 17 or later")
                .contains("  " + old + " is version 11\nMaybe install one");
    }
}
