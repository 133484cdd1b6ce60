package io.trialog.internal.yaml;

import io.trialog.exception.StudyFileException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Turns YAML text into {@link Item}s that know their lines. Safe on hostile input: no type but scalars, lists and maps
 * is ever built, depth and size are limited, and so is the size after aliases are followed.
 */
public final class YamlLoader {

    /** The most items a document may have, counted after aliases are followed. */
    static final int MAX_ITEMS = 100_000;

    private static final int MAX_DEPTH = 40;
    private static final Set<Tag> PLAIN_TAGS = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);
    private static final String NOT_YAML = "This is not YAML: ";

    private final String file;
    private final boolean lines;
    private final Resolver resolver = new Resolver();
    private final Deque<Node> path = new ArrayDeque<>();
    private int items;

    private YamlLoader(String file, boolean lines) {
        this.file = file;
        this.lines = lines;
    }

    /** The one document in {@code text}, or {@code null} if there is none; places are {@code file:line}. */
    public static @Nullable Item load(String text, String file) {
        return new YamlLoader(file, true).document(text);
    }

    /** The value in {@code text}, or {@code null} if it is empty; every place is {@code place}. */
    public static @Nullable Item loadValue(String text, String place) {
        return new YamlLoader(place, false).document(text);
    }

    private @Nullable Item document(String text) {
        try {
            Iterator<Node> documents =
                    new Yaml(options()).composeAll(new StringReader(text)).iterator();
            if (!documents.hasNext()) {
                return null;
            }
            Node node = documents.next();
            if (documents.hasNext()) {
                throw StudyFileException.at(
                        place(documents.next().getStartMark()),
                        "A study file must hold one YAML document, but here a second one begins.");
            }
            return item(node);
        } catch (MarkedYAMLException e) {
            throw notYaml(e);
        } catch (YAMLException e) {
            throw new StudyFileException(file + ": " + NOT_YAML + e.getMessage(), e);
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(1000);
        options.setAllowRecursiveKeys(false);
        options.setTagInspector(tag -> true); // nothing is constructed; our own message is better
        return options;
    }

    private StudyFileException notYaml(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
        String problem = e.getProblem() == null ? "it can't be read" : e.getProblem();
        String advice = "";
        if (problem.contains("\\t") || problem.contains("TAB")) {
            advice = "\nMaybe a tab stands where YAML wants spaces.";
        } else if (problem.contains("mapping values are not allowed")) {
            advice = "\nMaybe the line above is indented differently, or a text with a colon needs quotes.";
        }
        String place = mark == null ? file : place(mark);
        return new StudyFileException(place + ": " + NOT_YAML + problem + "." + advice, e);
    }

    private String place(Mark mark) {
        return lines ? file + ":" + (mark.getLine() + 1) : file;
    }

    private Item item(Node node) {
        String place = place(node.getStartMark());
        if (++items > MAX_ITEMS) {
            throw StudyFileException.at(
                    place, "A study file must not hold more than " + MAX_ITEMS + " values, aliases included.");
        }
        if (path.contains(node)) {
            throw StudyFileException.at(place, "An alias must not stand inside its own anchor.");
        }
        path.push(node);
        Item item = converted(node, place);
        path.pop();
        return item;
    }

    private Item converted(Node node, String place) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, place);
        }
        if (node instanceof SequenceNode sequence && node.getTag().equals(Tag.SEQ)) {
            List<Item> list = new ArrayList<>();
            sequence.getValue().forEach(value -> list.add(item(value)));
            return new Item.Sequence(place, list);
        }
        if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
            return mapping(mapping, place);
        }
        throw badTag(node, place);
    }

    private static StudyFileException badTag(Node node, String place) {
        return StudyFileException.at(
                place,
                "The YAML tag '" + node.getTag().getValue() + "' is not supported: values are numbers, texts, booleans,"
                        + " lists and maps.");
    }

    private Item.Scalar scalar(ScalarNode node, String place) {
        Tag implied = resolver.resolve(NodeId.scalar, node.getValue(), node.isPlain());
        Tag tag = node.getTag();
        if (tag.equals(implied)) {
            return new Item.Scalar(place, node.getValue(), node.isPlain());
        }
        if (tag.equals(Tag.STR)) {
            return new Item.Scalar(place, node.getValue(), false);
        }
        if (!PLAIN_TAGS.contains(tag)) {
            throw badTag(node, place);
        }
        boolean real = tag.equals(Tag.FLOAT) && implied.equals(Tag.INT);
        return new Item.Scalar(place, real ? node.getValue() + ".0" : node.getValue(), true);
    }

    private Item.Mapping mapping(MappingNode node, String place) {
        Map<String, Item.Entry> own = new LinkedHashMap<>();
        Map<String, Item.Entry> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Item value = item(tuple.getValueNode());
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(value, merged);
            } else {
                add(own, tuple.getKeyNode(), value);
            }
        }
        merged.forEach(own::putIfAbsent);
        return new Item.Mapping(place, own);
    }

    private void add(Map<String, Item.Entry> entries, Node keyNode, Item value) {
        String place = place(keyNode.getStartMark());
        if (!(keyNode instanceof ScalarNode key)) {
            throw StudyFileException.at(place, "A key must be a text, but is a list or a map.");
        }
        Item.Entry entry = new Item.Entry(place, key.getValue(), value);
        Item.Entry earlier = entries.put(entry.key(), entry);
        if (earlier != null) {
            throw StudyFileException.at(
                    place,
                    "The key '" + entry.key() + "' must not stand twice in one map, but stands at " + earlier.place()
                            + ", too.");
        }
    }

    private static void merge(Item value, Map<String, Item.Entry> into) {
        if (value instanceof Item.Mapping mapping) {
            mapping.entries().forEach(into::putIfAbsent);
        } else if (value instanceof Item.Sequence sequence) {
            sequence.items().forEach(item -> merge(item, into));
        } else {
            throw StudyFileException.at(
                    value.place(), "The key '<<' takes a map or a list of maps, but is " + value.kind() + ".");
        }
    }
}
