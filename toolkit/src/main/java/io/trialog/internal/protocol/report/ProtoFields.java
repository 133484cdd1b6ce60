package io.trialog.internal.protocol.report;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks over the fields of a message in the wire format of Protocol Buffers. Not safe for use by several threads.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtoFields {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteBuffer message;
    private int field;
    private long number;
    private ByteBuffer bytes = NOTHING;

    /** @param message a message, which is read from its position to its limit */
    ProtoFields(ByteBuffer message) {
        this.message = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Goes to the next field.
     *
     * @return whether there is one
     * @throws IllegalArgumentException if the bytes are no message
     */
    boolean next() {
        if (!message.hasRemaining()) {
            return false;
        }
        try {
            long key = varint();
            field = (int) (key >>> 3);
            bytes = NOTHING;
            switch ((int) key & 7) {
                case VARINT -> number = varint();
                case FIXED_64 -> number = message.getLong();
                case FIXED_32 -> number = message.getInt();
                case BYTES -> bytes = slice(varint());
                default -> throw new IllegalArgumentException("There is no such type of a field: " + (key & 7) + ".");
            }
            return true;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("The message ends too early.", e);
        }
    }

    private ByteBuffer slice(long length) {
        if (length < 0 || length > message.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = message.slice(message.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        message.position(message.position() + (int) length);
        return part;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("A number has more than 64 bits.");
    }

    /** The number of the field. */
    int field() {
        return field;
    }

    /** Its value, if it is an integer; else the bits of a float or a double. */
    long number() {
        return number;
    }

    float asFloat() {
        return Float.intBitsToFloat((int) number);
    }

    /** Its value, if it is a message or a text. */
    ByteBuffer bytes() {
        return bytes;
    }

    String text() {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
