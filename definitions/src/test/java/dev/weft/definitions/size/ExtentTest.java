package dev.weft.definitions.size;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ExtentTest {
    @Test
    void shouldSayWhatItIs() {
        assertThat(new Extent(1000, 0).described()).isEqualTo("1 core");
        assertThat(new Extent(500, 3L << 29).described()).isEqualTo("0.5 cores and 1.5GiB of memory");
        assertThat(new Extent(0, 512_000_000).described()).isEqualTo("488.3MiB of memory");
        assertThat(Extent.NOTHING.described()).isEqualTo("nothing");
    }

    @Test
    void shouldFitWhereThereIsEnoughOfEach() {
        Extent room = new Extent(2000, 100);

        assertThat(new Extent(2000, 100).fits(room)).isTrue();
        assertThat(new Extent(2001, 0).fits(room)).isFalse();
        assertThat(new Extent(0, 101).fits(room)).isFalse();
        assertThat(Extent.NOTHING.fits(Extent.NOTHING)).isTrue();
        assertThat(room.less(new Extent(3000, 40))).isEqualTo(new Extent(0, 60));
        assertThat(room.where(new Extent(1, 0))).isEqualTo(new Extent(2000, 0));
        assertThat(new Extent(1, 0).or(room)).isEqualTo(new Extent(1, 100));
        assertThat(Extent.thousandths(0.0001)).isEqualTo(1);
    }

    @Test
    void shouldBeReadAsItIsWritten() throws Exception {
        ObjectMapper json = new ObjectMapper();

        assertThat(json.writeValueAsString(new Extent(500, 0))).isEqualTo("{\"cpu\":500}");
        assertThat(json.readValue("{\"cpu\":500}", Extent.class)).isEqualTo(new Extent(500, 0));
    }
}
