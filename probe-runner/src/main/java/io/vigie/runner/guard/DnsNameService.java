package io.vigie.runner.guard;

import io.netty.channel.AddressedEnvelope;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverException;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks the name servers of {@code /etc/resolv.conf} through Netty's resolver with every cache off,
 * after {@code /etc/hosts}. The JDK's resolver is not used: it blocks a thread per name and does
 * not tell an absent name from a silent name server.
 *
 * <p>When a name server reports trouble or is silent, it is asked for the root of the name system.
 * If it knows that, the trouble is the name's; if not, it is ours ({@link ResolverFailed}).
 */
public final class DnsNameService implements NameService, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Path HOSTS = Path.of("/etc/hosts");

  private final NioEventLoopGroup loop =
      new NioEventLoopGroup(1, new DefaultThreadFactory("vigie-dns", true));
  private final DnsNameResolver resolver;
  private final HostsFile hosts;

  /** Uses the files of this machine. */
  public static DnsNameService ofThisMachine() {
    return new DnsNameService(HOSTS, Optional.empty(), PATIENCE);
  }

  DnsNameService(Path hosts, Optional<InetSocketAddress> server, Duration patience) {
    this.hosts = new HostsFile(hosts);
    DnsNameResolverBuilder builder =
        new DnsNameResolverBuilder(loop.next())
            .datagramChannelType(NioDatagramChannel.class)
            .socketChannelType(NioSocketChannel.class)
            .resolveCache(NoopDnsCache.INSTANCE)
            .cnameCache(NoopDnsCnameCache.INSTANCE)
            .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
            .hostsFileEntriesResolver((_, _) -> null)
            .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
            .queryTimeoutMillis(patience.toMillis());
    server.map(SingletonDnsServerAddressStreamProvider::new).ifPresent(builder::nameServerProvider);
    this.resolver = builder.build();
  }

  @Override
  public Future<List<InetAddress>> addressesOf(String name) {
    List<InetAddress> listed = hosts.addressesOf(name);
    if (!listed.isEmpty()) {
      return Future.succeededFuture(listed);
    }
    Promise<List<InetAddress>> answer = Promise.promise();
    resolver
        .resolveAll(name)
        .addListener(
            (io.netty.util.concurrent.Future<List<InetAddress>> asked) -> {
              if (asked.isSuccess()) {
                answer.complete(asked.getNow());
              } else {
                explain(name, asked.cause(), answer);
              }
            });
    return answer.future();
  }

  private void explain(String name, Throwable failure, Promise<List<InetAddress>> answer) {
    if (!isTrouble(failure)) {
      answer.fail(unknown(name + ": no such host"));
      return;
    }
    resolver
        .query(new DefaultDnsQuestion(".", DnsRecordType.NS))
        .addListener(
            (io.netty.util.concurrent.Future<AddressedEnvelope<DnsResponse, InetSocketAddress>>
                    asked) -> answer.fail(blame(name, failure, asked)));
  }

  private static Exception blame(
      String name,
      Throwable failure,
      io.netty.util.concurrent.Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> root) {
    if (root.isSuccess()) {
      AddressedEnvelope<DnsResponse, InetSocketAddress> envelope = root.getNow();
      try {
        if (DnsResponseCode.NOERROR.equals(envelope.content().code())) {
          return unknown(name + ": its name servers do not answer");
        }
      } finally {
        envelope.release();
      }
    }
    return new ResolverFailed(name + ": this runner's resolver does not answer", failure);
  }

  /** True unless the name server has said that there is no such name or no such record. */
  private static boolean isTrouble(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DnsErrorCauseException error) {
        return !DnsResponseCode.NXDOMAIN.equals(error.getCode())
            && !DnsResponseCode.NOERROR.equals(error.getCode())
            && !DnsResponseCode.NXRRSET.equals(error.getCode());
      }
      if (cause instanceof DnsNameResolverException) {
        return true;
      }
    }
    return !(failure instanceof UnknownHostException);
  }

  private static UnknownHostException unknown(String message) {
    return new UnknownHostException(message);
  }

  @Override
  public void close() {
    resolver.close();
    // Daemon threads; nobody waits for the quiet period.
    var _ = loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
  }
}
