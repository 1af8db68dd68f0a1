package dev.registrar.policy;

/** A policy file of a governed repository, as it was found. */
@SuppressWarnings("ArrayRecordComponent") // raw bytes on purpose: encodings are judged by whoever parses them
public record PolicyFile(String path, byte[] bytes) {}
