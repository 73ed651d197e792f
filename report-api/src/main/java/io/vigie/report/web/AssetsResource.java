package io.vigie.report.web;

import io.smallrye.common.annotation.NonBlocking;
import io.vigie.report.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Serves the files that pages refer to. */
@Path("/")
public class AssetsResource {

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String A_DAY = "public, max-age=86400";

  private final Assets assets;

  @Inject
  AssetsResource(Assets assets) {
    this.assets = assets;
  }

  @GET
  @Path("assets/{name}")
  @NonBlocking
  @Operation(hidden = true)
  public Response asset(@PathParam("name") String name) {
    return assets
        .named(name)
        .map(asset -> answer(asset, FOR_EVER))
        .orElseThrow(() -> ProblemException.notFound("there is no such file"));
  }

  /** Where browsers look for an icon without being told. */
  @GET
  @Path("favicon.ico")
  @NonBlocking
  @Operation(hidden = true)
  public Response icon() {
    return answer(assets.icon(), A_DAY);
  }

  private static Response answer(Assets.Asset asset, String caching) {
    return Response.ok(asset.content())
        .header(HttpHeaders.CONTENT_TYPE, asset.type())
        .header(HttpHeaders.CACHE_CONTROL, caching)
        .build();
  }
}
