package io.vigie.alert.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.alert.http.Asking.Fields;
import io.vigie.alert.http.Asking.Place;
import io.vigie.alert.incident.DeliveryBook;
import io.vigie.alert.incident.DeliveryBook.Asked;
import io.vigie.alert.incident.DeliveryBook.Query;
import io.vigie.alert.incident.DeliveryBook.Row;
import io.vigie.alert.incident.LedgerException;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.incident.Orders.Taken;
import io.vigie.alert.kafka.Wakeup;
import io.vigie.alert.route.Drill;
import io.vigie.alert.route.Routes;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.TestAlert;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Who is told of what, and how far it got. */
@Path("/api/v1/alerting")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AlertingResource {

  private static final Logger LOG = Logger.getLogger(AlertingResource.class);
  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final int LONGEST_NAME = 100;

  private final DeliveryBook book;
  private final Routes routes;
  private final ChannelDesk channels;
  private final Orders orders;
  private final Wakeup wakeup;
  private final InstantSource clock;

  @Inject
  AlertingResource(
      DeliveryBook book,
      Routes routes,
      ChannelDesk channels,
      Orders orders,
      Wakeup wakeup,
      InstantSource clock) {
    this.book = book;
    this.routes = routes;
    this.channels = channels;
    this.orders = orders;
    this.wakeup = wakeup;
    this.clock = clock;
  }

  /** Part of a list, newest first; {@code next} is given as {@code before} to get what follows. */
  public record Page<T>(List<T> items, Optional<String> next) {}

  @GET
  @Path("/route")
  public RouteView route(@QueryParam("item") String item, @QueryParam("at") String at) {
    ItemId id = Asking.item(item);
    Check check =
        book.check(id)
            .orElseThrow(
                () -> Trouble.notFound("item: must be one that is watched, was \"" + id + '"'));
    return RouteView.of(routes, check, Asking.instant("at", at, clock.instant()));
  }

  @GET
  @Path("/channels")
  public List<ChannelView> channels() {
    return channels.views(clock.instant());
  }

  @GET
  @Path("/deliveries")
  public Page<DeliveryView> deliveries(
      @QueryParam("state") String state,
      @QueryParam("channel") String channel,
      @QueryParam("incident") String incident,
      @QueryParam("limit") String limit,
      @QueryParam("before") String before) {
    int most = Asking.limit(limit, USUAL, MOST);
    Place place = Asking.place(before);
    List<Row> rows =
        book.rows(
            new Query(
                Asking.state(state),
                Optional.ofNullable(channel),
                Asking.incident(incident),
                place.at(),
                place.id(),
                most + 1));
    return page(rows, most, clock.instant());
  }

  private static Page<DeliveryView> page(List<Row> oneMore, int most, Instant now) {
    List<Row> rows = oneMore.stream().limit(most).toList();
    Optional<String> next =
        oneMore.size() > most
            ? Optional.of(new Place(rows.getLast().createdAt(), rows.getLast().id()).text())
            : Optional.empty();
    return new Page<>(rows.stream().map(row -> DeliveryView.of(row, now)).toList(), next);
  }

  @GET
  @Path("/deliveries/{id}")
  public DeliveryView delivery(@PathParam("id") String id) {
    return book.row(Asking.uuid("id", id))
        .map(row -> DeliveryView.of(row, clock.instant()))
        .orElseThrow(() -> Trouble.notFound("id: must be that of a message, was " + id));
  }

  /** What people asked for, and what of it was refused and why. */
  @GET
  @Path("/orders")
  public List<Asked> orders(
      @QueryParam("refused") String refused, @QueryParam("limit") String limit) {
    return book.asked("true".equals(refused), Asking.limit(limit, USUAL, MOST));
  }

  /** What came of asking for a test: a message for each channel. */
  public record Tested(UUID id, List<UUID> deliveries) {}

  @POST
  @Path("/tests")
  public Response test(@HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type, String body) {
    Fields fields = Asking.fields(type, body, List.of("channel", "item", "by"));
    TestAlert order =
        new TestAlert(
            fields.line("channel", LONGEST_NAME),
            fields.line("item", 3 * LONGEST_NAME).map(Asking::item));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Command command = new Command(UUID.randomUUID(), now, fields.line("by", LONGEST_NAME), order);
    Taken taken = orders.take(command, now);
    taken
        .refused()
        .ifPresent(
            why -> {
              throw Trouble.badRequest(why);
            });
    wakeup.after(taken.written());
    return Response.accepted(new Tested(command.id(), tests(command))).build();
  }

  /** The messages that a test owes: their names follow from it and the channels. */
  private List<UUID> tests(Command command) {
    return routes.channels().stream()
        .map(channel -> Drill.id(command.id(), channel))
        .filter(id -> book.row(id).isPresent())
        .toList();
  }

  @ServerExceptionMapper
  Response trouble(Trouble trouble, UriInfo uri) {
    return trouble.answer(uri.getRequestUri().getRawPath());
  }

  @ServerExceptionMapper
  Response unreachable(LedgerException failure, UriInfo uri) {
    LOG.warnf("request not answered: path=%s %s", uri.getPath(), failure.getMessage());
    return new Trouble(Status.SERVICE_UNAVAILABLE, "the database does not answer, try again soon")
        .answer(uri.getRequestUri().getRawPath());
  }
}
