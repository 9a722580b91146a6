package io.perdure.kernel;

/** A journal row or snapshot as the Akka plugin sees it: a manifest and bytes, see {@link KernelCodec}. */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Stored(String manifest, byte[] bytes) {}
