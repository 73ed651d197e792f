# Read by scripts that run the benchmarks of probe-runner, from the root of the repository: sets java and jars.
classpath=probe-runner/target/benchmark-classpath.txt
if [ ! -f "$classpath" ] || [ probe-runner/pom.xml -nt "$classpath" ]; then
  compile=''
  [ -d probe-runner/target/test-classes ] || compile=test-compile
  # shellcheck disable=SC2086
  ./mvnw -q ${MAVEN_FLAGS:-} -pl probe-runner $compile \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile="$PWD/$classpath" >&2
fi
java=$(./mvnw --print-java-home)/bin/java
jars=probe-runner/target/test-classes
# What was just built goes before what was installed.
for module in probe-runner contract runtime probes testkit embedded; do jars=$jars:$module/target/classes; done
jars=$jars:$(cat "$classpath")
