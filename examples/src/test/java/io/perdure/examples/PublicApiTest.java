package io.perdure.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The examples")
class PublicApiTest {
    @Test
    @DisplayName("use the public API alone")
    void public_api() {
        var examples = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackagesOf(ExamplesModule.class);

        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.perdure.kernel..", "io.perdure..internal..")
                .check(examples);
    }
}
