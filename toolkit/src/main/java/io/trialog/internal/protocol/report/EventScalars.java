package io.trialog.internal.protocol.report;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds scalars in an event of TensorBoard, in both forms: a number of its own (version 1: {@code simple_value}), and a tensor of one
 * element (version 2, and PyTorch's {@code new_style}). The numbers of the fields are those of {@code event.proto}, {@code
 * summary.proto}, {@code tensor.proto} and {@code types.proto} of TensorFlow.
 */
final class EventScalars {

    private static final int EVENT_STEP = 2;
    private static final int EVENT_SUMMARY = 5;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE = 2;
    private static final int VALUE_TENSOR = 8;
    private static final int TENSOR_TYPE = 1;
    private static final int TENSOR_CONTENT = 4;
    private static final int TENSOR_FLOATS = 5;
    private static final int TENSOR_DOUBLES = 6;
    private static final int TENSOR_INTS = 7;
    private static final int TENSOR_LONGS = 10;
    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_DOUBLE = 2;
    private static final int TYPE_INT = 3;
    private static final int TYPE_LONG = 9;

    private EventScalars() {}

    /**
     * Reads an event.
     *
     * @param scalars told of each scalar: its tag and its value
     * @return the step
     * @throws IllegalArgumentException if the bytes are no event
     */
    static long read(ByteBuffer event, BiConsumer<String, Double> scalars) {
        long step = 0;
        ProtoFields fields = new ProtoFields(event);
        while (fields.next()) {
            if (fields.field() == EVENT_STEP) {
                step = fields.number();
            } else if (fields.field() == EVENT_SUMMARY) {
                ProtoFields summary = new ProtoFields(fields.bytes());
                while (summary.next()) {
                    if (summary.field() == SUMMARY_VALUE) {
                        value(summary.bytes(), scalars);
                    }
                }
            }
        }
        return step;
    }

    private static void value(ByteBuffer bytes, BiConsumer<String, Double> scalars) {
        ProtoFields fields = new ProtoFields(bytes);
        String tag = "";
        Double value = null;
        while (fields.next()) {
            switch (fields.field()) {
                case VALUE_TAG -> tag = fields.text();
                case VALUE_SIMPLE -> value = (double) fields.asFloat();
                case VALUE_TENSOR -> value = tensor(fields.bytes());
                default -> {}
            }
        }
        if (value != null && !tag.isEmpty()) {
            scalars.accept(tag, value);
        }
    }

    /** The one number of a tensor; {@code null} if it has another shape or holds no numbers. */
    private static @Nullable Double tensor(ByteBuffer bytes) {
        ProtoFields fields = new ProtoFields(bytes);
        int type = 0;
        ByteBuffer content = ByteBuffer.allocate(0);
        Double value = null;
        while (fields.next()) {
            ByteBuffer packed = fields.bytes();
            switch (fields.field()) {
                case TENSOR_TYPE -> type = (int) fields.number();
                case TENSOR_CONTENT -> content = packed;
                case TENSOR_FLOATS ->
                    value = packed.hasRemaining() ? floats(packed) : (Double) (double) fields.asFloat();
                case TENSOR_DOUBLES ->
                    value = packed.hasRemaining() ? doubles(packed) : (Double) Double.longBitsToDouble(fields.number());
                case TENSOR_INTS, TENSOR_LONGS ->
                    value = packed.hasRemaining() ? null : (Double) (double) fields.number();
                default -> {}
            }
        }
        return value == null ? content(type, content) : value;
    }

    private static @Nullable Double content(int type, ByteBuffer content) {
        int size = content.remaining();
        return switch (type) {
            case TYPE_FLOAT -> floats(content);
            case TYPE_DOUBLE -> doubles(content);
            case TYPE_INT -> size == Integer.BYTES ? Double.valueOf(content.getInt(content.position())) : null;
            case TYPE_LONG -> size == Long.BYTES ? Double.valueOf((double) content.getLong(content.position())) : null;
            default -> null;
        };
    }

    private static @Nullable Double floats(ByteBuffer bytes) {
        return bytes.remaining() == Float.BYTES ? Double.valueOf(bytes.getFloat(bytes.position())) : null;
    }

    private static @Nullable Double doubles(ByteBuffer bytes) {
        return bytes.remaining() == Double.BYTES ? Double.valueOf(bytes.getDouble(bytes.position())) : null;
    }
}
