package dev.registrar.architecture;

import static dev.registrar.architecture.Room.pureRoom;
import static dev.registrar.architecture.Room.room;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that each rule bites: classes that break it, and none that do not. */
class PlantedViolationsTest {
    private static final String BASE = "dev.registrar.architecture.planted";
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(BASE);
    private static final Rooms ROOMS = new Rooms(
            BASE,
            List.of(
                    room("high").mayImport("low"),
                    room("low"),
                    room("east").mayImport("west"),
                    room("west").mayImport("east"),
                    room("unmarked"),
                    room("vague"),
                    room("libraries"),
                    pureRoom("pure"),
                    pureRoom("resources").mayReadOwnResources()));

    @Test
    void packageOutsideTheTable_isFoundAndSaysWhatToDo() {
        assertThat(violations(RoomRules.everyPackageIsInTheTable(ROOMS)))
                .singleElement()
                .asString()
                .contains(BASE + ".unlisted is not in the table: add a line for it to Rooms.java");
    }

    @Test
    void packageWithoutPackageInfo_isFoundAndSaysWhatToDo() {
        assertThat(violations(RoomRules.everyPackageSaysWhatItIsFor()))
                .singleElement()
                .asString()
                .contains(BASE + ".unmarked has no package-info.java with @NullMarked: write one");
    }

    @Test
    void importAgainstTheTable_isFoundAndTheOtherWayIsNot() {
        assertThat(violations(RoomRules.importsFollowTheTable(ROOMS)))
                .isNotEmpty()
                .allMatch(violation -> violation.startsWith("low may not import high: "));
    }

    @Test
    void libraryAgainstTheTable_isFound() {
        assertThat(violations(RoomRules.librariesFollowTheTable(ROOMS)))
                .anyMatch(violation -> violation.startsWith("libraries may not use DATABASE: "))
                .anyMatch(violation -> violation.startsWith("libraries may not use JACKSON: "))
                .anyMatch(violation -> violation.startsWith("org.junit.jupiter.api belongs to no library"))
                .noneMatch(violation -> violation.contains("may not use JAVA:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.nio.file.Files",
                "java.io.FileReader",
                "java.net.Socket",
                "java.time.Clock",
                "java.time.Instant.now()",
                "java.time.LocalDate.now(",
                "java.lang.System.currentTimeMillis()",
                "java.lang.System.getenv(",
                "java.lang.System.out",
                "java.util.UUID.randomUUID()",
                "java.util.Random",
                "org.slf4j.Logger",
                "java.lang.Class.getResourceAsStream("
            })
    void impurityInAPureRoom_isFound(String what) {
        assertThat(violations(RoomRules.pureRoomsOnlyCompute(ROOMS)))
                .anyMatch(violation -> violation.startsWith("pure is pure,") && violation.contains(what));
    }

    @Test
    void harmlessThingsInAPureRoom_areNotFound() {
        assertThat(violations(RoomRules.pureRoomsOnlyCompute(ROOMS)))
                .noneMatch(violation -> violation.contains("Harmless") || violation.startsWith("resources "));
    }

    @Test
    void cycle_isFound() {
        assertThat(violations(RoomRules.noCycles(ROOMS)))
                .isNotEmpty()
                .anyMatch(violation -> violation.contains("Slice east") && violation.contains("Slice west"));
    }

    @Test
    void vagueNames_areFound() {
        assertThat(violations(RoomRules.namesSaySomething()))
                .hasSize(5)
                .anyMatch(violation -> violation.contains("RegistryManager"))
                .anyMatch(violation -> violation.contains("Vague$CatalogImpl"))
                .noneMatch(violation -> violation.contains("Implicit"));
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(PLANTED).getFailureReport().getDetails();
    }
}
