package io.trialog.internal.yaml;

/**
 * What a new study is refused for, and a changed file too. A study that exists goes on with an unchanged file, and its user is told.
 *
 * @param place where it stands, such as {@code higgs.yaml:12}
 * @param text the rule, the name and the value; advice on a line that begins "Maybe"
 */
public record Objection(String place, String text) {

    /** Returns the message of a refusal. */
    @Override
    public String toString() {
        return place + ": " + text;
    }
}
