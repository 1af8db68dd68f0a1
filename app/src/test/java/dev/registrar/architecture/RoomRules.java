package dev.registrar.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/** The rules that the table stands for. */
final class RoomRules {
    private RoomRules() {}

    static ArchRule everyPackageIsInTheTable(Rooms rooms) {
        return classes().should(condition("be in a package of the table", (type, report) -> {
            if (speaksForItsPackage(type) && rooms.find(type.getPackageName()).isEmpty()) {
                report.accept(type.getPackageName() + " is not in the table: add a line for it to Rooms.java, with the"
                        + " packages of ours that it may import and the libraries that it may use");
            }
        }));
    }

    static ArchRule everyPackageSaysWhatItIsFor() {
        return classes().should(condition("be in a null-marked package with a package-info", (type, report) -> {
            if (speaksForItsPackage(type) && !type.getPackage().isAnnotatedWith(NullMarked.class)) {
                report.accept(type.getPackageName() + " has no package-info.java with @NullMarked: write one that says"
                        + " what belongs there, what its door is, and what of ours it may import");
            }
        }));
    }

    static ArchRule importsFollowTheTable(Rooms rooms) {
        return classes().should(dependencies("import only the rooms that their line allows", (dependency, report) -> {
            Optional<Room> from = rooms.find(dependency.getOriginClass().getPackageName());
            String target = packageOf(dependency);
            if (from.isPresent() && rooms.owns(target) && !from.get().knows(rooms.nameOf(target))) {
                report.accept(from.get().name() + " may not import " + rooms.nameOf(target) + ": "
                        + dependency.getDescription());
            }
        }));
    }

    static ArchRule librariesFollowTheTable(Rooms rooms) {
        return classes().should(dependencies("use only the libraries that their line allows", (dependency, report) -> {
            Optional<Room> from = rooms.find(dependency.getOriginClass().getPackageName());
            String target = packageOf(dependency);
            if (from.isEmpty() || target.isEmpty() || rooms.owns(target)) {
                return;
            }
            Optional<Library> library = Library.of(target);
            if (library.isEmpty()) {
                report.accept(target + " belongs to no library of Library.java: " + dependency.getDescription());
                return;
            }
            if (!from.get().libraries().contains(library.get())) {
                report.accept(from.get().name() + " may not use " + library.get() + ": " + dependency.getDescription());
            }
        }));
    }

    static ArchRule pureRoomsOnlyCompute(Rooms rooms) {
        return classes().should(condition("only compute, where their line says pure", (type, report) -> {
            Optional<Room> room = rooms.find(type.getPackageName()).filter(Room::pure);
            if (room.isEmpty()) {
                return;
            }
            type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> Impurity.isImpure(dependency.getTargetClass()))
                    .forEach(dependency -> report.accept(impure(room.get(), dependency.getDescription())));
            type.getAccessesFromSelf().stream()
                    .filter(access -> Impurity.isImpure(access)
                            || (!room.get().readsOwnResources() && Impurity.readsClassPath(access)))
                    .forEach((JavaAccess<?> access) -> report.accept(impure(room.get(), access.getDescription())));
        }));
    }

    private static String impure(Room room, String what) {
        return room.name() + " is pure, so what this gives has to be handed in: " + what;
    }

    static ArchRule noCycles(Rooms rooms) {
        return slices().matching(rooms.base() + ".(**)").should().beFreeOfCycles();
    }

    static ArchRule namesSaySomething() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)")
                .as("no class should have a name that would fit anything (Manager, Helper, Util, Utils, Impl)");
    }

    /** One class of each package, so that what is wrong with a package is said once. */
    private static boolean speaksForItsPackage(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .map(JavaClass::getName)
                .min(Comparator.naturalOrder())
                .filter(type.getName()::equals)
                .isPresent();
    }

    private static String packageOf(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType().getPackageName();
    }

    private static ArchCondition<JavaClass> dependencies(
            String description, BiConsumer<Dependency, Consumer<String>> check) {
        return condition(
                description,
                (type, report) ->
                        type.getDirectDependenciesFromSelf().forEach(dependency -> check.accept(dependency, report)));
    }

    private static ArchCondition<JavaClass> condition(
            String description, BiConsumer<JavaClass, Consumer<String>> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, problem -> events.add(violated(type, problem)));
            }
        };
    }
}
