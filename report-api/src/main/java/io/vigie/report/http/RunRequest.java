package io.vigie.report.http;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said when somebody wants an item looked at. */
@Schema(name = "RunRequest")
public record RunRequest(
    @Schema(description = "From where; from each of the item's locations when absent")
        Optional<String> location,
    @Schema(description = "Who asks, at most 100 characters") Optional<String> by,
    @Schema(
            description =
                "What looking does to the target, where it does more than read or clean up after"
                    + " itself: said by whoever asks, so that it is not begun by mistake",
            examples = "starts-work")
        Optional<String> effect) {}
