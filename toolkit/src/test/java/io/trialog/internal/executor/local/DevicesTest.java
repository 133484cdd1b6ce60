package io.trialog.internal.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DevicesTest {

    private static final Map<String, String> NOTHING = Map.of();

    private static Devices of(Map<String, @Nullable Object> section, Map<String, String> environment) {
        return Devices.of(section, environment);
    }

    private static List<String> places(Devices devices, int jobs) {
        List<Place> taken = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            Place place = devices.free(taken);
            if (place != null) {
                taken.add(place);
            }
        }
        return taken.stream()
                .map(place -> place.slot() + ":" + String.join("+", place.devices()))
                .toList();
    }

    @Test
    void everyJobHasItsDevicesForItself() {
        Devices ones = of(Map.of("gpus", "1", "devices", List.of("0", "3")), NOTHING);
        assertThat(ones.capacity()).isEqualTo(2);
        assertThat(places(ones, 3)).containsExactly("0:0", "1:3");

        Devices pairs = of(Map.of("gpus", "2", "devices", List.of("0", "1", "2", "3", "4")), NOTHING);
        assertThat(pairs.capacity()).isEqualTo(2);
        assertThat(places(pairs, 3)).containsExactly("0:0+1", "1:2+3");
    }

    @Test
    void aShareSpreadsJobsOverTheDevices() {
        Devices halves = of(Map.of("gpus", "0.5", "devices", List.of("0", "1")), NOTHING);
        assertThat(halves.capacity()).isEqualTo(4);
        assertThat(places(halves, 5)).containsExactly("0:0", "1:1", "2:0", "3:1");
        assertThat(of(Map.of("gpus", "0.1", "devices", List.of("0")), NOTHING).capacity())
                .isEqualTo(10);
    }

    @Test
    void numbersCountTheDevicesThatThisProcessMayUse() {
        Map<String, String> visible = Map.of("CUDA_VISIBLE_DEVICES", "4, 7,GPU-ab");
        assertThat(places(of(Map.of("devices", List.of("1", "GPU-ab")), visible), 2))
                .containsExactly("0:7", "1:GPU-ab");
        assertThat(places(of(Map.of("gpus", "1"), visible), 9)).containsExactly("0:4", "1:7", "2:GPU-ab");
        assertThatThrownBy(() -> of(Map.of("devices", List.of("3")), visible))
                .hasMessage("'executor.devices' must name devices that this process may use, but '3' is none:"
                        + " CUDA_VISIBLE_DEVICES is 4,7,GPU-ab, and devices are counted in it from 0.");
    }

    @Test
    void withoutGpusThereAreSlotsOnly() {
        Devices none = of(Map.of(), NOTHING);
        assertThat(none.capacity()).isEqualTo(Integer.MAX_VALUE);
        assertThat(places(none, 2)).containsExactly("0:", "1:");
        assertThat(places(of(Map.of("gpus", "0"), NOTHING), 1)).containsExactly("0:");
    }

    @Test
    void aSlotThatIsFreeIsTakenAgain() {
        Devices none = of(Map.of(), NOTHING);
        assertThat(none.free(List.of(new Place(0, List.of()), new Place(2, List.of())))
                        .slot())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeSharedOutIsRefused() {
        assertThatThrownBy(() -> of(Map.of("gpus", "1.5", "devices", List.of("0", "1")), NOTHING))
                .hasMessageContaining("must be a whole number, or a share between 0 and 1, but is '1.5'");
        assertThatThrownBy(() -> of(Map.of("gpus", "2", "devices", List.of("0")), NOTHING))
                .hasMessageContaining("asks for 2 devices per trial, and only 0 may be used");
        assertThatThrownBy(() -> of(Map.of("devices", List.of("0", "0")), NOTHING))
                .hasMessageContaining("must name each device once");
        for (String device : List.of("-1", "a,b", "")) {
            assertThatThrownBy(() -> of(Map.of("devices", List.of(device)), NOTHING))
                    .hasMessageContaining("by numbers from 0 on")
                    .hasMessageEndingWith("but names '" + device + "'.");
        }
    }
}
