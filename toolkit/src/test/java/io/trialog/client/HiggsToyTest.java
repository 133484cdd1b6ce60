package io.trialog.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The toy Monte Carlo of {@code notebooks/Higgs.java}: 6,000 events of seed 1, so that nothing here is left to chance. */
@Tag("processes")
class HiggsToyTest {

    private static final List<String> MASSES = List.of("m_jj", "m_jjj", "m_lv", "m_jlv", "m_bb", "m_wbb", "m_wwbb");

    @TempDir
    static Path shared;

    private static HiggsProgram program;
    private static double[][] events;

    @TempDir
    Path directory;

    @BeforeAll
    static void aSample() throws IOException {
        program = new HiggsProgram(Files.createDirectory(shared.resolve("classes")));
        Path file = program.toy(shared.resolve("toy.csv"), 6000, 1);
        events = Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    @Test
    void theHeaderNamesLabelKinematicsAndMasses() throws IOException {
        String header = Files.readAllLines(shared.resolve("toy.csv")).get(0);
        assertThat(header.split(",", -1)).hasSize(29).startsWith("signal", "lepton_pt");
        assertThat(header).endsWith("," + String.join(",", MASSES));
    }

    @Test
    void halfOfTheEventsAreSignal() {
        assertThat(events).hasNumberOfRows(6000);
        assertThat(share(events, event -> event[0] == 1)).isBetween(0.51, 0.55);
    }

    @Test
    void eventsPassTheSelectionAndJetsAreOrdered() {
        double pt = 20.0 / 60 - 1e-3;
        double phi = Math.sqrt(3) + 1e-3;
        for (double[] event : events) {
            assertThat(event[1]).isGreaterThan(pt);
            for (int object : new int[] {1, 6, 10, 14, 18}) {
                assertThat(event[object]).isGreaterThan(pt);
                assertThat(event[object + 1]).isBetween(-2.501, 2.501);
                assertThat(event[object + 2]).isBetween(-phi, phi);
            }
            assertThat(event[6]).isGreaterThanOrEqualTo(event[10]);
            assertThat(event[10]).isGreaterThanOrEqualTo(event[14]);
            assertThat(event[14]).isGreaterThanOrEqualTo(event[18]);
            assertThat(List.of(event[9], event[13], event[17], event[21])).isSubsetOf(0.0, 1.0, 2.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"m_bb", "m_wbb", "m_wwbb"})
    void onlyTheSignalPeaksAtTheMassesOfHiggsBosons(String mass) {
        assertThat(mode(mass, 1)).isBetween(0.85, 1.1);
        assertThat(nearOne(mass, 1)).isGreaterThan(1.2 * nearOne(mass, 0));
    }

    @ParameterizedTest
    @CsvSource({"m_jjj", "m_jlv"})
    void onlyTheBackgroundPeaksAtTheMassOfTheTop(String mass) {
        assertThat(mode(mass, 0)).isBetween(0.85, 1.1);
        assertThat(nearOne(mass, 0)).isGreaterThan(1.1 * nearOne(mass, 1));
    }

    @ParameterizedTest
    @CsvSource({"m_jj, 0", "m_jj, 1", "m_lv, 0", "m_lv, 1"})
    void bothHoldTwoWBosons(String mass, int label) {
        assertThat(mode(mass, label)).isBetween(0.8, 1.1);
    }

    @Test
    void theSameNumbersGiveTheSameBytes() throws IOException, GeneralSecurityException {
        byte[] once = Files.readAllBytes(program.toy(directory.resolve("a.csv"), 200, 3));
        assertThat(Files.readAllBytes(program.toy(directory.resolve("b.csv"), 200, 3)))
                .isEqualTo(once);
        assertThat(Files.readAllBytes(program.toy(directory.resolve("c.csv"), 200, 4)))
                .isNotEqualTo(once);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(once);
        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("1cffe50d71aad1d06ae2a40c277e8ecbdb0c61af5ffbbc1b0e216310f7b1f16d");
    }

    private interface Property {
        boolean holds(double[] event);
    }

    private static double share(double[][] rows, Property property) {
        return (double) Arrays.stream(rows).filter(property::holds).count() / rows.length;
    }

    private static double[][] labelled(int label) {
        return Arrays.stream(events).filter(event -> event[0] == label).toArray(double[][]::new);
    }

    private static int column(String mass) {
        return 22 + MASSES.indexOf(mass);
    }

    private static double nearOne(String mass, int label) {
        return share(labelled(label), event -> Math.abs(event[column(mass)] - 1) < 0.15);
    }

    /** The middle of the fullest bin of width 0.1. */
    private static double mode(String mass, int label) {
        int[] bins = new int[100];
        for (double[] event : labelled(label)) {
            bins[Math.min(99, (int) (event[column(mass)] * 10))]++;
        }
        int fullest = 0;
        for (int b = 1; b < bins.length; b++) {
            fullest = bins[b] > bins[fullest] ? b : fullest;
        }
        return fullest / 10.0 + 0.05;
    }
}
