package io.trialog.internal.option;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.yaml.Item;
import io.trialog.spi.SecretReference;
import java.util.HashMap;
import java.util.Map;

/** Reads references to secrets as they stand in a file. What is none may be a secret itself, so no message shows it. */
final class SecretReader {

    private SecretReader() {}

    /**
     * Reads one reference.
     *
     * @param what its dotted name, for messages
     * @throws StudyFileException if it is none
     */
    static SecretReference read(Item item, String what) {
        Map<String, Object> map = new HashMap<>();
        if (item instanceof Item.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                if (entry.value() instanceof Item.Scalar scalar && !scalar.isNull()) {
                    map.put(key, scalar.text());
                } else {
                    map.put(key, false);
                }
            });
        }
        SecretReference reference = SecretReference.of(map);
        if (reference == null) {
            String place = item.isGiven() ? Item.GIVEN + what : item.place();
            throw StudyFileException.at(
                    place,
                    "'" + what + "' must be " + SecretReference.RULE + ". What is there is not shown."
                            + "\nMaybe export it as a variable, and write {env: NAME}.");
        }
        return reference;
    }
}
