package io.vigie;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What no code of ours may do, because a checklist or a target would decide what comes of it. The
 * threat model says which threat each of them is the answer to.
 */
class SafetyRulesTest {

  private static final String[] LOOKS = {"io.vigie.probe..", "io.vigie.runner.."};

  /** Where a connection is begun, always to an address that was judged. */
  private static final String[] OPENERS = {
    "io.vigie.probe.net.Dialer", "io.vigie.probe.dns.DnsClient"
  };

  /** Methods that take a regular expression in their first argument, and how many they take. */
  private static final Map<String, Integer> REGEX_OF_STRINGS =
      Map.of(
          "matches", 1, "replaceAll", 2, "replaceFirst", 2, "split", 1, "splitWithDelimiters", 2);

  private static JavaClasses vigie;

  @BeforeAll
  static void readTheClasses() {
    vigie =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.vigie");
  }

  @Test
  void noDirectoryServiceAndNoManagedBeanIsAsked() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.naming..", "javax.management..", "java.rmi..", "javax.script..")
        .check(vigie);
  }

  @Test
  void nothingThatLooksHasADriverWhoseUrlSomebodyElseWrites() {
    noClasses()
        .that()
        .resideInAnyPackage(LOOKS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.mariadb..")
        .check(vigie);
  }

  @Test
  void nothingIsReadAsXml() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.xml..", "org.w3c..", "org.xml..", "java.beans..")
        .check(vigie);
  }

  @Test
  void noObjectComesOutOfBytes() {
    noClasses().should().dependOnClassesThat(named("java.io.ObjectInputStream")).check(vigie);
  }

  @Test
  void nothingThatLooksStartsAProcess() {
    noClasses()
        .that()
        .resideInAnyPackage(LOOKS)
        .should()
        .dependOnClassesThat(named("java.lang.ProcessBuilder", "java.lang.Process"))
        .orShould()
        .callMethodWhere(
            describe(
                "runs a command",
                call ->
                    call.getName().equals("exec")
                        && call.getTargetOwner().isEquivalentTo(Runtime.class)))
        .check(vigie);
  }

  /** Only then is every address judged: there is no other way to one than the runner's resolver. */
  @Test
  void noKindResolvesANameByItself() {
    noClasses()
        .that()
        .resideInAPackage("io.vigie.probe..")
        .should()
        .accessTargetWhere(describe("resolves a name", SafetyRulesTest::resolves))
        .check(vigie);
  }

  @Test
  void noKindOpensAConnectionByItself() {
    noClasses()
        .that()
        .resideInAPackage("io.vigie.probe..")
        .should()
        .dependOnClassesThat(
            named(
                    "java.net.DatagramSocket",
                    "javax.net.SocketFactory",
                    "javax.net.ssl.SSLSocketFactory",
                    "java.net.URL",
                    "java.net.URLConnection",
                    "java.nio.channels.SocketChannel",
                    "java.nio.channels.DatagramChannel",
                    "io.vertx.core.http.HttpClient",
                    "io.vertx.core.net.NetClient",
                    "io.vertx.core.dns.DnsClient")
                .or(resideInAnyPackage("java.net.http..", "io.netty.resolver..")))
        .check(vigie);
    noClasses()
        .that()
        .resideInAPackage("io.vigie.probe..")
        .should()
        .callConstructorWhere(
            describe("makes a socket", call -> call.getTargetOwner().isAssignableTo(Socket.class)))
        .check(vigie);
    noClasses()
        .that(resideInAPackage("io.vigie.probe..").and(not(named(OPENERS))))
        .should()
        .callMethodWhere(describe("connects a channel", SafetyRulesTest::connects))
        .check(vigie);
  }

  /** A pattern of somebody else's is for RE2, whose time grows with the text and no faster. */
  @Test
  void everyRegularExpressionOfTheJdkIsAConstantOfOurs() throws IOException {
    List<String> found = new ArrayList<>();
    int checked = 0;
    for (JavaClass type : vigie.that(resideInAnyPackage(LOOKS))) {
      for (MethodModel method : methods(type)) {
        checked += check(type, method, found);
      }
    }
    assertThat(found).as("regular expressions that are not constants").isEmpty();
    assertThat(checked).as("regular expressions that were looked at").isGreaterThan(20);
  }

  private static int check(JavaClass type, MethodModel method, List<String> found) {
    List<Instruction> code = new ArrayList<>();
    method.code().ifPresent(body -> body.forEach(element -> add(element, code)));
    int checked = 0;
    for (int i = 0; i < code.size(); i++) {
      if (code.get(i) instanceof InvokeInstruction call && takesARegex(call)) {
        checked++;
        if (!isConstant(method, code, i, call)) {
          found.add(type.getName() + "." + method.methodName().stringValue() + ": " + call);
        }
      }
    }
    return checked;
  }

  private static void add(CodeElement element, List<Instruction> code) {
    if (element instanceof Instruction instruction) {
      code.add(instruction);
    }
  }

  private static boolean takesARegex(InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    return (owner.equals("java/lang/String") && REGEX_OF_STRINGS.containsKey(name))
        || (owner.equals("java/util/regex/Pattern")
            && (name.equals("compile") || (name.equals("matches") && isStatic(call))));
  }

  private static boolean isStatic(InvokeInstruction call) {
    return call.opcode() == Opcode.INVOKESTATIC;
  }

  /** A constant where it is used, or made of constants when its class is loaded. */
  private static boolean isConstant(
      MethodModel method, List<Instruction> code, int at, InvokeInstruction call) {
    if (method.methodName().equalsString("<clinit>")) {
      return true;
    }
    int arguments = call.typeSymbol().parameterCount();
    for (int i = 1; i <= arguments; i++) {
      if (at < i || !(code.get(at - i) instanceof ConstantInstruction)) {
        return false;
      }
    }
    return true;
  }

  private static List<MethodModel> methods(JavaClass type) throws IOException {
    URI file = type.getSource().orElseThrow().getUri();
    try (var in = file.toURL().openStream()) {
      return ClassFile.of().parse(in.readAllBytes()).methods();
    }
  }

  private static boolean connects(JavaMethodCall call) {
    return call.getName().equals("connect")
        && call.getTargetOwner().getFullName().startsWith("io.netty.bootstrap.");
  }

  private static boolean resolves(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    String name = access.getName();
    return switch (owner) {
      case "java.net.InetAddress", "java.net.Inet4Address", "java.net.Inet6Address" ->
          Set.of("getByName", "getAllByName", "getLocalHost").contains(name);
      case "java.net.InetSocketAddress" ->
          name.equals("createUnresolved")
              || (name.equals("<init>")
                  && access.getTarget().getFullName().contains("(java.lang.String"));
      default -> false;
    };
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    Set<String> all = Set.of(names);
    return describe("named " + all, type -> all.contains(type.getFullName()));
  }
}
