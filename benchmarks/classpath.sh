# Read by scripts, from the root of the repository, with module set: sets java and jars, the classes of the module's benchmarks and
# all that they need.
classpath=$module/target/benchmark-classpath.txt
if [ ! -f "$classpath" ] || [ pom.xml -nt "$classpath" ] || [ "$module/pom.xml" -nt "$classpath" ]; then
  # With what it depends on, so that what was just built is used and nothing need be installed. The module comes last.
  # shellcheck disable=SC2086
  ./mvnw -q ${MAVEN_FLAGS:-} -pl "$module" -am test-compile \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile="$PWD/$classpath" >&2
fi
java=$(./mvnw --print-java-home)/bin/java
jars=$module/target/test-classes:$module/target/classes:$(cat "$classpath")
