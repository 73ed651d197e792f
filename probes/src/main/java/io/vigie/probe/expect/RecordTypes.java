package io.vigie.probe.expect;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.StructType;
import io.vigie.probe.expect.Vocabulary.Word;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The record types that words are of, or lists of: their fields are checked when compiling. */
@Immutable
record RecordTypes(ImmutableMap<String, CelType> byName) implements CelTypeProvider {

  static RecordTypes of(Collection<Word> words) {
    ImmutableMap.Builder<String, CelType> byName = ImmutableMap.builder();
    words.stream()
        .flatMap(word -> Stream.concat(Stream.of(word.type()), word.type().parameters().stream()))
        .filter(StructType.class::isInstance)
        .forEach(type -> byName.put(type.name(), type));
    return new RecordTypes(byName.buildKeepingLast());
  }

  Set<String> fields() {
    return byName.values().stream()
        .flatMap(type -> ((StructType) type).fieldNames().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return byName.values();
  }

  @Override
  public Optional<CelType> findType(String typeName) {
    return Optional.ofNullable(byName.get(typeName));
  }
}
