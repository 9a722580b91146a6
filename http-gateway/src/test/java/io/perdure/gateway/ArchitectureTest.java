package io.perdure.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The lines of the house: imports go downwards, and each package is used only by those who may. */
@AnalyzeClasses(
        packages = "io.perdure",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** In a full build the tests of other modules come as jars. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule KERNEL_KNOWS_NO_LOGIC = noClasses()
            .that()
            .resideInAPackage("io.perdure.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.perdure", "io.perdure.entities..", "io.perdure.orchestrations..", "io.perdure.gateway..")
            .because("nothing in the kernel knows what an entity or an orchestration is");

    @ArchTest
    static final ArchRule STORE_STANDS_BELOW_THE_KERNEL = classes()
            .that()
            .resideInAPackage("io.perdure.kernel.store")
            .should()
            .onlyDependOnClassesThat(describe(
                    "are no kernel classes but Address",
                    used -> !used.getPackageName().equals("io.perdure.kernel")
                            || used.getSimpleName().equals("Address")));

    @ArchTest
    static final ArchRule PUBLIC_API_HIDES_THE_KERNEL = noClasses()
            .that()
            .resideInAnyPackage("io.perdure.entities", "io.perdure.failures")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.perdure.kernel..", "io.perdure.entities.internal..", "akka..");

    @ArchTest
    static final ArchRule ENTITIES_NAME_NO_ORCHESTRATION = noClasses()
            .that()
            .resideInAPackage("io.perdure.entities..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.perdure", "io.perdure.orchestrations..", "io.perdure.gateway..");

    @ArchTest
    static final ArchRule DOOR_USES_THE_PUBLIC_API = noClasses()
            .that()
            .resideInAPackage("io.perdure.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.perdure.kernel..", "io.perdure..internal..")
            .because("what the door can do, an embedding service can");

    @ArchTest
    static final ArchRule NOBODY_STANDS_ON_THE_DOOR = noClasses()
            .that()
            .resideOutsideOfPackages("io.perdure.gateway..", "io.perdure.benchmarks..", "io.perdure.examples..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.perdure.gateway..");

    @ArchTest
    static final ArchRule STAGES_HAVE_AN_EXECUTOR = noClasses()
            .should()
            .callMethodWhere(describe("is asynchronous without an executor", ArchitectureTest::usesTheDefaultExecutor))
            .because("on small machines the default executor starts a thread for each stage");

    private static boolean usesTheDefaultExecutor(JavaCall<?> call) {
        var owner = call.getTargetOwner();
        return (owner.isEquivalentTo(CompletableFuture.class) || owner.isEquivalentTo(CompletionStage.class))
                && call.getName().endsWith("Async")
                && call.getTarget().getRawParameterTypes().stream().noneMatch(p -> p.isEquivalentTo(Executor.class));
    }

    @ArchTest
    static final ArchRule NO_JAVA_SERIALIZATION = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.io.ObjectInputStream.class, java.io.ObjectOutputStream.class);

    @ArchTest
    static final ArchRule NOBODY_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackages("io.perdure.gateway..", "io.perdure.benchmarks..", "io.perdure.examples..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
