package io.perdure.wire;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.kernel.KernelMessage;
import java.nio.file.Path;
import java.util.List;

/** The messages of a module that travel between nodes: all records that are marked so, as Akka writes and reads them. */
public final class WireFormats implements AutoCloseable {
    /** A client on another node. */
    private static final String CLIENT = "akka://perdure@10.0.0.7:2551/temp/client#17";

    private final ActorSystem<Void> system;
    private final Serialization serialization;
    private final Samples samples;

    public WireFormats() {
        Config config = ConfigFactory.parseString("""
                        akka.actor.provider = cluster
                        akka.remote.artery.canonical { hostname = 127.0.0.1, port = 0 }
                        akka.cluster.jmx.enabled = off
                        akka.loglevel = WARNING
                        """).withFallback(ConfigFactory.load());
        system = ActorSystem.create(Behaviors.empty(), "wire", config);
        serialization = SerializationExtension.get(system);
        ActorRef<Object> client = ActorRefResolver.get(system).resolveActorRef(CLIENT);
        samples = new Samples().with(ActorRef.class, client, client);
    }

    public List<Format> ofThisModule() {
        var formats = new ClassFileImporter()
                .importPath(Path.of("target/classes")).stream()
                        .filter(type -> type.isAssignableTo(KernelMessage.class) && !type.isInterface())
                        .map(type -> format(type.reflect()))
                        .toList();
        assertThat(formats).as("messages in target/classes").isNotEmpty();
        return formats;
    }

    private Format format(Class<?> type) {
        Object full = samples.full(type);
        var serializer = serialization.findSerializerFor(full);
        String manifest = Serializers.manifestFor(serializer, full);
        return new Format(
                serializer.identifier() + ":" + manifest,
                full,
                samples.least(type),
                message -> serialization.serialize(message).get(),
                bytes -> serialization
                        .deserialize(bytes, serializer.identifier(), manifest)
                        .get());
    }

    @Override
    public void close() {
        system.terminate();
    }
}
