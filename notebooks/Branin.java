///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//REPOS mavenlocal
//DEPS io.trialog:trialog:0.2.0-SNAPSHOT
//RUNTIME_OPTIONS --add-exports=java.base/jdk.internal.ref=ALL-UNNAMED --add-exports=java.base/sun.nio.ch=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED --add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED
//RUNTIME_OPTIONS --add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED
//RUNTIME_OPTIONS --add-opens=java.base/java.lang.reflect=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED
//RUNTIME_OPTIONS --add-opens=java.base/java.util=ALL-UNNAMED --enable-native-access=ALL-UNNAMED -Dtrialog.console=true

import io.trialog.Study;

/** A study in a script: 'jbang Branin.java', after './mvnw install' or kernel-setup/install. Run it again: it goes on. */
class Branin {

    public static void main(String[] arguments) {
        try (Study study = Study.builder("branin").minimize().seed(42).open()) {
            study.optimize(60, trial -> {
                double x = trial.suggestFloat("x", -5, 10);
                double y = trial.suggestFloat("y", 0, 15);
                double b = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
                return b * b + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
            });
            System.out.println(study.best());
        }
    }
}
