package io.vigie.alert.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.Check;
import java.util.Optional;

/** What is told where no incident of an item says it: a test, a digest, a summary. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Statement(Incident incident, Check check, Optional<Posting.Listing> listing) {}
