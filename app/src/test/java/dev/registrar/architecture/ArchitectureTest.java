package dev.registrar.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.registrar.settings.Settings;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program's classes against the table of {@link Rooms}. */
class ArchitectureTest {
    private static final JavaClasses PROGRAM = program();

    static Stream<ArchRule> rules() {
        return Stream.of(
                RoomRules.everyPackageIsInTheTable(Rooms.REGISTRAR),
                RoomRules.everyPackageSaysWhatItIsFor(),
                RoomRules.importsFollowTheTable(Rooms.REGISTRAR),
                RoomRules.librariesFollowTheTable(Rooms.REGISTRAR),
                RoomRules.pureRoomsOnlyCompute(Rooms.REGISTRAR),
                RoomRules.noCycles(Rooms.REGISTRAR),
                RoomRules.namesSaySomething());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void program_keepsTheRule(ArchRule rule) {
        rule.check(PROGRAM);
    }

    @Test
    void table_names_areThereOnceAndImportsNameThem() {
        List<String> names = Rooms.REGISTRAR.rooms().stream().map(Room::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(Rooms.REGISTRAR.rooms().stream().flatMap(room -> room.imports().stream()))
                .isSubsetOf(names);
    }

    @Test
    void table_imports_haveNoCycle() {
        Map<String, Room> byName =
                Rooms.REGISTRAR.rooms().stream().collect(Collectors.toMap(Room::name, Function.identity()));
        for (Room room : Rooms.REGISTRAR.rooms()) {
            assertThat(reachable(byName, room)).as(room.name()).doesNotContain(room.name());
        }
    }

    @Test
    void table_pureRooms_importOnlyPureOnesOrPorts() {
        Map<String, Room> byName =
                Rooms.REGISTRAR.rooms().stream().collect(Collectors.toMap(Room::name, Function.identity()));
        // The two-pass reader calls ports, but what it hands out is data; report shows that data.
        Set<String> ports = Set.of("snapshot");
        assertThat(Rooms.REGISTRAR.rooms().stream().filter(Room::pure))
                .allSatisfy(room -> assertThat(room.imports())
                        .allSatisfy(name -> assertThat(byName.get(name).pure() || ports.contains(name))
                                .as(room.name() + " imports " + name)
                                .isTrue()));
    }

    private static Set<String> reachable(Map<String, Room> byName, Room start) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(start.imports());
        while (!open.isEmpty()) {
            String next = open.pop();
            if (seen.add(next)) {
                open.addAll(byName.get(next).imports());
            }
        }
        return seen;
    }

    private static JavaClasses program() {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(Settings.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
