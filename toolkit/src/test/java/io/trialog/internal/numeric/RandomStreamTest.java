package io.trialog.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomStreamTest {

    /** numpy.random.Philox(key=[42, 7], counter=[0, 123456789, 0, 0]).random_raw(6), NumPy 2.4.6. */
    @Test
    void equalsNumPysPhilox() {
        RandomStream stream = new RandomStream(42, 7, 123456789);

        assertThat(new long[] {
                    stream.nextLong(),
                    stream.nextLong(),
                    stream.nextLong(),
                    stream.nextLong(),
                    stream.nextLong(),
                    stream.nextLong()
                })
                .containsExactly(
                        Long.parseUnsignedLong("9977517351849910562"),
                        Long.parseUnsignedLong("7327609218868906885"),
                        Long.parseUnsignedLong("3901552795847054472"),
                        Long.parseUnsignedLong("11299685305484776117"),
                        Long.parseUnsignedLong("10776706079304259081"),
                        Long.parseUnsignedLong("4812467389477676715"));
    }

    /** The same with key [2^64 - 1, 0] and purpose 2^63 + 5: words with the highest bit set. */
    @Test
    void equalsNumPysPhiloxForNegativeSeedsAndPurposes() {
        RandomStream stream = new RandomStream(-1, 0, Long.MIN_VALUE + 5);

        assertThat(stream.nextLong()).isEqualTo(Long.parseUnsignedLong("9680773727933607055"));
        assertThat(stream.nextLong()).isEqualTo(Long.parseUnsignedLong("13049342365673159719"));
        assertThat(stream.nextLong()).isEqualTo(Long.parseUnsignedLong("14804504085032290961"));
        assertThat(stream.nextLong()).isEqualTo(Long.parseUnsignedLong("8851161989296253027"));
        assertThat(stream.nextLong()).isEqualTo(Long.parseUnsignedLong("676741021895716452"));
    }

    @Test
    void doublesLieInTheUnitIntervalOnAGridOf53Bits() {
        RandomStream stream = new RandomStream(1, 2, 3);
        for (int i = 0; i < 1000; i++) {
            double u = stream.nextDouble();
            assertThat(u).isGreaterThanOrEqualTo(0).isLessThan(1);
            assertThat(u * 0x1.0p53).isEqualTo(Math.rint(u * 0x1.0p53));
        }
    }

    @Test
    void seedNumberAndPurposeEachGiveAnotherStream() {
        long plain = new RandomStream(1, 2, 3).nextLong();

        assertThat(new RandomStream(2, 2, 3).nextLong()).isNotEqualTo(plain);
        assertThat(new RandomStream(1, 3, 3).nextLong()).isNotEqualTo(plain);
        assertThat(new RandomStream(1, 2, 4).nextLong()).isNotEqualTo(plain);
        assertThat(new RandomStream(1, 2, 3).nextLong()).isEqualTo(plain);
    }

    @Test
    void purposesOfWordsAreStable() {
        assertThat(RandomStream.purpose("")).isEqualTo(0xcbf29ce484222325L);
        assertThat(RandomStream.purpose("a")).isEqualTo(0xaf63dc4c8601ec8cL);
    }
}
