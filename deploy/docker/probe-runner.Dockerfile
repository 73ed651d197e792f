# Job to probe to result. Built from the root of the repository, after ./mvnw package.
FROM eclipse-temurin:25-jre

LABEL org.opencontainers.image.title="vigie-probe-runner" \
      org.opencontainers.image.licenses="Apache-2.0"

WORKDIR /app
COPY --chown=10001:10001 deploy/docker/jvm.options deploy/docker/ready ./
# What changes least comes first, so that a new build sends only the small last layers.
COPY --chown=10001:10001 probe-runner/target/quarkus-app/lib/ lib/
COPY --chown=10001:10001 probe-runner/target/quarkus-app/quarkus-run.jar ./
COPY --chown=10001:10001 probe-runner/target/quarkus-app/quarkus/ quarkus/
COPY --chown=10001:10001 probe-runner/target/quarkus-app/app/ app/

# The service itself listens on loopback only; inside a container that would be nobody.
ENV QUARKUS_HTTP_HOST=0.0.0.0
EXPOSE 8082
USER 10001:10001

HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=3 CMD ["/app/ready", "8082"]
ENTRYPOINT ["java", "@/app/jvm.options", "-jar", "/app/quarkus-run.jar"]
