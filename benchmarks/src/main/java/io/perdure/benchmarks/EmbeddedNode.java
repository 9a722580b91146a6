package io.perdure.benchmarks;

import com.typesafe.config.ConfigFactory;
import io.perdure.Perdure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The child's side of {@link EmbeddedTarget}: serves loads until its standard input ends. */
@Command(name = "embedded", hidden = true)
final class EmbeddedNode implements Callable<Integer> {
    @Option(names = "--config", required = true)
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (config == null || spec == null) {
            throw new IllegalStateException("made without a command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        Perdure.Builder builder =
                Perdure.builder().modules(List.of(new BenchModule())).config(ConfigFactory.parseFile(config.toFile()));
        try (Perdure perdure = builder.start()) {
            out.println(Child.READY + "embedded");
            out.flush();
            Access access = new EmbeddedAccess(perdure.entities(), perdure.orchestrations());
            serve(new LoadRunner(ProcessHandle.current().pid(), access), out);
        }
        return 0;
    }

    private void serve(LoadRunner loads, PrintWriter out) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Load load = EmbeddedTarget.JSON.readValue(line, Load.class);
            LoadResult result = loads.run(load);
            out.println(Child.RESULT + EmbeddedTarget.JSON.writeValueAsString(result));
            out.flush();
        }
    }
}
