package io.trialog.internal.journal.codec;

import com.fasterxml.jackson.core.JsonToken;
import io.trialog.internal.json.FreeForm;
import io.trialog.internal.json.JsonBytes;
import io.trialog.space.Pairing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Groups of paired parameters as JSON: {@code [{group, members, rows}]}. */
final class PairingJson {

    private PairingJson() {}

    static void write(List<Pairing> pairings, JsonBytes out) {
        out.beginArray();
        for (Pairing pairing : pairings) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("group", pairing.group());
            one.put("members", pairing.members());
            one.put("rows", pairing.rows());
            FreeForm.writeMap(one, out);
        }
        out.endArray();
    }

    static List<Pairing> read(PayloadFields f) throws IOException {
        List<Pairing> pairings = new ArrayList<>();
        while (f.parser().nextToken() == JsonToken.START_OBJECT) {
            pairings.add(pairing(f));
        }
        return pairings;
    }

    private static Pairing pairing(PayloadFields f) throws IOException {
        Map<String, @Nullable Object> all = f.map();
        if (!(all.get("members") instanceof List<?> members) || !(all.get("rows") instanceof List<?> rows)) {
            throw new IOException("'members' or 'rows' of a group of paired parameters is no list");
        }
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (Object row : rows) {
            if (!(row instanceof List<?> list)) {
                throw new IOException("A row of paired parameters is no list");
            }
            values.add(new ArrayList<@Nullable Object>(list));
        }
        return new Pairing(
                String.valueOf(PayloadFields.required("group", all.get("group"))),
                members.stream().map(String::valueOf).toList(),
                values);
    }
}
