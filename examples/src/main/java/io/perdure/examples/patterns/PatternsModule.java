package io.perdure.examples.patterns;

import io.perdure.DurableModule;
import io.perdure.Registry;
import io.perdure.examples.patterns.RetryFlakyFunction.FlakyFunction;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** An activity with a dependency gets it from a factory, which makes one object for all calls. */
public final class PatternsModule implements DurableModule {
    private final BooleanSupplier luck;

    public PatternsModule() {
        this(() -> ThreadLocalRandom.current().nextBoolean());
    }

    PatternsModule(BooleanSupplier luck) {
        this.luck = luck;
    }

    @Override
    public void register(Registry registry) {
        registry.orchestrator(BackupSiteContent.class)
                .activity(BackupSiteContent.GetFileList.class)
                .activity(BackupSiteContent.CopyFile.class)
                .orchestrator(BudgetApproval.class)
                .activity(BudgetApproval.RequestApproval.class)
                .activity(BudgetApproval.Escalate.class)
                .orchestrator(PhoneVerification.class)
                .activity(PhoneVerification.SendSmsChallenge.class)
                .orchestrator(MonitorJobStatus.class)
                .activity(MonitorJobStatus.GetJobStatus.class)
                .activity(MonitorJobStatus.SendAlert.class)
                .orchestrator(CheckSiteAvailable.class)
                .orchestrator(PeriodicCleanup.class)
                .activity(PeriodicCleanup.CleanUp.class)
                .orchestrator(RetryFlakyFunction.class)
                .activity(FlakyFunction.class, () -> new FlakyFunction(luck))
                .orchestrator(BookTrip.class)
                .activity(BookTrip.BookHotel.class)
                .activity(BookTrip.BookFlight.class)
                .activity(BookTrip.CancelHotel.class)
                .orchestrator(ProvisionDevices.class)
                .orchestrator(ProvisionDevice.class)
                .activity(ProvisionDevice.CreateInstallationPackage.class)
                .activity(ProvisionDevice.SendPackageUrl.class)
                .orchestrator(NightlyReport.class)
                .activity(NightlyReport.WriteReport.class)
                .schedule("nightly-report", NightlyReport.EVERY_NIGHT);
    }
}
