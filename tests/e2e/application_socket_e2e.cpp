#include <gmock/gmock.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/line_client.h"
#include "tests/e2e/s3270.h"

// A program at the application socket, and a real s3270.
namespace e2e {
namespace {

using testing::HasSubstr;

constexpr const char* kOrders = R"(
  "application_socket": {"path": "acb.sock"},
  "applications": [{"name": "ORDERS", "description": "ORDER ENTRY", "type": "socket"},
                   {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"}],)";

std::string socket_of(const Daemon& daemon) {
  return (daemon.folder() / "acb.sock").string();
}

void choose(S3270& client, const std::string& application) {
  ASSERT_TRUE(client.wait_for_field());
  client.action("Set(AidWait,false)");  // the application answers when it likes
  client.action("String(\"" + application + "\")");
  client.action("Enter()");
}

// A user's logon, accepted, with a first screen.
Json begin(LineClient& application, S3270& user, const std::string& applid = "ORDERS") {
  choose(user, applid);
  const Json logon = application.await("logon");
  if (logon.is_null()) {
    ADD_FAILURE() << "no logon";
    return logon;
  }
  application.send({{"type", "accept"}, {"session", logon.at("session")}});
  application.send(screen_of(logon.at("session"), "WELCOME TO " + applid));
  EXPECT_TRUE(user.wait_for_text("WELCOME TO " + applid)) << user.screen();
  return logon;
}

TEST(ApplicationSocket, AUserLogsOnSeesAScreenAndTypes) {
  Daemon daemon(json_of(R"({"names": "T[001-020]"})", kOrders));
  EXPECT_THAT(daemon.log(), HasSubstr("applications connect to " + socket_of(daemon)));
  LineClient application(socket_of(daemon));
  application.introduce("orders");
  application.open("ORDERS");
  S3270 user("T007@" + daemon.host());
  const Json logon = begin(application, user);
  EXPECT_EQ(logon.at("applid"), "ORDERS");
  EXPECT_EQ(logon.at("lu"), "T007");
  EXPECT_EQ(logon.at("lu_type"), "terminal");
  EXPECT_EQ(user.query("BindPluName"), "ORDERS");

  user.action("String(\"JOE\")");
  user.action("PF(3)");
  const Json input = application.await("input");
  EXPECT_EQ(input.at("session"), logon.at("session"));
  EXPECT_EQ(input.at("aid"), "PF3");
  EXPECT_EQ(input.at("fields"), Json({{"user", "JOE"}}));
  application.send(
      {{"type", "close"}, {"session", logon.at("session")}, {"notice", "The shop is closed"}});
  EXPECT_EQ(application.await("closed").at("session"), logon.at("session"));
  EXPECT_TRUE(user.wait_for_text("The shop is closed")) << user.screen();
}

TEST(ApplicationSocket, OperatorsSeeWhoHasOpenedAnAcb) {
  Daemon daemon(json_of(R"({"names": "T[001-020]"})", kOrders));
  std::ifstream file(daemon.folder() / "admin.token");
  std::string token;
  std::getline(file, token);
  const auto seen = [&] {
    return Json::parse(
        run({"curl", "-sS", "-H", "Authorization: Bearer " + token,
             "http://127.0.0.1:" + std::to_string(daemon.admin_port()) + "/v1/applications/ORDERS"})
            .output);
  };
  EXPECT_EQ(seen().at("state"), "CONCT");
  EXPECT_EQ(seen().at("program"), nullptr);
  LineClient application(socket_of(daemon));
  application.introduce("orders 1.0");
  application.open("ORDERS");
  S3270 user(daemon.host());
  begin(application, user);
  const Json open = seen();
  EXPECT_EQ(open.at("state"), "ACT/S");
  EXPECT_EQ(open.at("program").at("name"), "orders 1.0");
  EXPECT_EQ(open.at("program").at("sessions"), 1);
  EXPECT_THAT(open.at("program").at("peer").get<std::string>(),
              HasSubstr("pid " + std::to_string(::getpid()) + " uid "));
  application.send({{"type", "close"}, {"applid", "ORDERS"}});
  EXPECT_EQ(application.await("closed").at("applid"), "ORDERS");
  EXPECT_EQ(seen().at("state"), "CONCT");
}

TEST(ApplicationSocket, AProcessThatIsGoneIsSaidOnTheScreenAndItsAcbIsOpenForTheNext) {
  Daemon daemon(json_of(R"({"names": "T[001-020]"})", kOrders));
  S3270 user(daemon.host());
  {
    LineClient application(socket_of(daemon));
    application.introduce("orders");
    application.open("ORDERS");
    begin(application, user);
  }
  EXPECT_TRUE(user.wait_for_text("ended")) << user.screen();
  EXPECT_THAT(user.screen(), HasSubstr("Welcome"));
  LineClient next(socket_of(daemon));
  next.introduce("orders");
  next.open("ORDERS");
  begin(next, user);
}

TEST(ApplicationSocket, UsersWaitForAProgramThatIsStartedAgain) {
  Daemon daemon(json_of(R"({"names": "T[001-020]"})", R"(
  "application_socket": {"path": "acb.sock"},
  "applications": [{"name": "ORDERS", "description": "ORDER ENTRY", "type": "socket",
                    "on_failure": "wait"}],)"));
  S3270 user(daemon.host());
  {
    LineClient application(socket_of(daemon));
    application.introduce("orders");
    application.open("ORDERS");
    begin(application, user);
  }
  LineClient next(socket_of(daemon));
  next.introduce("orders");
  next.open("ORDERS");
  const Json logon = next.await("logon");
  ASSERT_FALSE(logon.is_null()) << user.screen();
  next.send({{"type", "accept"}, {"session", logon.at("session")}});
  next.send(screen_of(logon.at("session"), "WE ARE BACK"));
  EXPECT_TRUE(user.wait_for_text("WE ARE BACK")) << user.screen();
}

TEST(ApplicationSocket, AnEndOfTheServerIsToldAndTheSocketFileGoes) {
  Daemon daemon(json_of(R"({"names": "T[001-020]"})", kOrders));
  LineClient application(socket_of(daemon));
  application.introduce("orders");
  application.open("ORDERS");
  S3270 user(daemon.host());
  const Json logon = begin(application, user);
  daemon.process().signal(SIGTERM);
  const Json lost = application.await("lost");
  ASSERT_FALSE(lost.is_null());
  EXPECT_EQ(lost.at("session"), logon.at("session"));
  EXPECT_EQ(lost.at("reason"), "shutdown");
  EXPECT_TRUE(application.closed_within(std::chrono::seconds(5)));
  EXPECT_EQ(daemon.process().finish(std::chrono::seconds(6)), 0);
  EXPECT_FALSE(std::filesystem::exists(socket_of(daemon)));
}

TEST(ApplicationSocket, AFileThatAnEndedServerHasLeftIsReplacedAndALivingOnesIsNot) {
  TemporaryFolder folder;
  const std::string path = (folder.path() / "acb.sock").string();
  const std::string json = json_of(R"({"names": "T[001-020]"})", R"(
  "application_socket": {"path": ")" + path + R"("},
  "applications": [{"name": "ORDERS", "description": "ORDER ENTRY", "type": "socket"}],)");
  {
    Daemon killed(json);
    killed.process().signal(SIGKILL);
    EXPECT_TRUE(killed.process().finish(std::chrono::seconds(5)));
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  Daemon daemon(json);
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0660U);
  LineClient application(path);
  application.introduce("orders");

  const std::filesystem::path other = folder.write(
      "other.json",
      R"({"listeners": [{"port": )" + std::to_string(free_port()) +
          R"(}], "menu": ["ORDERS"], "lus": [{"names": "T001"}], "application_socket": {"path": ")" +
          path + R"("}, "admin": {"enabled": false}})");
  const Finished second = run({tn3270d_binary(), "serve", other.string()});
  EXPECT_EQ(second.status, 1);
  EXPECT_THAT(second.errors,
              HasSubstr("it is in use by pid " + std::to_string(daemon.process().pid())));
  EXPECT_TRUE(std::filesystem::exists(path));
}

// In a child under another uid: what connecting and one line come to.
enum class Foreign : int { CannotConnect = 10, Refused = 11, Welcome = 12 };

Foreign as_nobody(const std::string& path) {
  constexpr uid_t kNobody = 65'534;
  const pid_t child = ::fork();
  if (child == 0) {
    if (::setgroups(0, nullptr) != 0 || ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0) {
      ::_exit(1);
    }
    try {
      LineClient application(path);
      application.send(
          {{"type", "hello"}, {"api", {{"current", 1}, {"minimum", 1}}}, {"name", "n"}});
      const Json answer = application.next();
      ::_exit(answer.value("rule", "") == "USER" &&
                      application.closed_within(std::chrono::seconds(5))
                  ? static_cast<int>(Foreign::Refused)
                  : static_cast<int>(Foreign::Welcome));
    } catch (const std::exception&) {
      ::_exit(static_cast<int>(Foreign::CannotConnect));
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return static_cast<Foreign>(WEXITSTATUS(status));
}

TEST(ApplicationSocket, OthersAreKeptOutByTheFileOrByTheirUid) {
  if (::getuid() != 0) {
    GTEST_SKIP() << "only root can be somebody else";
  }
  const auto with = [](const std::string& settings) {
    return json_of(R"({"names": "T[001-020]"})", R"(
  "application_socket": {"path": "acb.sock")" + settings +
                                                     R"(},
  "applications": [{"name": "ORDERS", "description": "ORDER ENTRY", "type": "socket"}],)");
  };
  const auto open_folder = [](const Daemon& daemon) {
    std::filesystem::permissions(daemon.folder(), std::filesystem::perms::all);
  };
  {
    Daemon daemon(with(""));
    open_folder(daemon);
    EXPECT_EQ(as_nobody(socket_of(daemon)), Foreign::CannotConnect);
  }
  {
    Daemon daemon(with(R"(, "mode": "0666", "users": ["root"])"));
    open_folder(daemon);
    EXPECT_EQ(as_nobody(socket_of(daemon)), Foreign::Refused);
    EXPECT_THAT(daemon.log(), HasSubstr("is refused: it is none of the users"));
    LineClient application(socket_of(daemon));
    application.introduce("orders");
  }
  Daemon daemon(with(R"(, "mode": "0666", "users": ["0", "nobody"])"));
  open_folder(daemon);
  EXPECT_EQ(as_nobody(socket_of(daemon)), Foreign::Welcome);
}

// Lines of a Process that speaks for an application.
Json line_of(Process& process) {
  const auto line = process.read_line(std::chrono::seconds(10));
  return line ? Json::parse(*line, nullptr, false) : Json(nullptr);
}

TEST(ApplicationSocket, OverTcpThereIsTlsAndAToken) {
  const Certificates certificates;
  TemporaryFolder folder;
  const auto tokens = folder.write("application.tokens", "# the order shop\nsesame-open\n");
  std::filesystem::permissions(tokens, std::filesystem::perms::owner_read);
  const std::uint16_t port = free_port();
  Daemon daemon(json_of(R"({"names": "T[001-020]"})",
                        R"(
  "application_socket": {"path": "acb.sock", "tcp": {"port": )" +
                            std::to_string(port) + R"(, "certificate": ")" + certificates.server() +
                            R"(", "token_file": ")" + tokens.string() +
                            R"("}},
  "applications": [{"name": "ORDERS", "description": "ORDER ENTRY", "type": "socket"}],)"));
  const auto talk = [&] {
    return std::make_unique<Process>(std::vector<std::string>{
        "openssl", "s_client", "-quiet", "-no_ign_eof", "-verify_return_error", "-CAfile",
        certificates.ca(), "-connect", "127.0.0.1:" + std::to_string(port)});
  };
  const auto hello = [](const std::string& token) {
    return Json({{"type", "hello"},
                 {"api", {{"current", 1}, {"minimum", 1}}},
                 {"name", "far away"},
                 {"token", token}})
               .dump() +
           "\n";
  };
  const auto wrong = talk();
  wrong->write(hello("open-sesame"));
  const Json refused = line_of(*wrong);
  EXPECT_EQ(refused.value("type", ""), "refused") << refused;
  EXPECT_TRUE(wrong->finish(std::chrono::seconds(10)));

  const auto right = talk();
  right->write(hello("sesame-open"));
  const Json welcome = line_of(*right);
  EXPECT_EQ(welcome.value("type", ""), "hello") << welcome;
  right->write("{\"type\": \"open\", \"applid\": \"ORDERS\"}\n");
  EXPECT_EQ(line_of(*right).value("type", ""), "opened");
  S3270 user(daemon.host());
  choose(user, "ORDERS");
  const Json logon = line_of(*right);
  ASSERT_EQ(logon.value("type", ""), "logon") << logon;
  right->write(Json({{"type", "accept"}, {"session", logon.at("session")}}).dump() + "\n" +
               screen_of(logon.at("session"), "FROM FAR AWAY").dump() + "\n");
  EXPECT_TRUE(user.wait_for_text("FROM FAR AWAY")) << user.screen();
  EXPECT_THAT(daemon.log(), testing::Not(HasSubstr("sesame")));
  EXPECT_THAT(daemon.log(), HasSubstr("TLSv1.3"));
}

}  // namespace
}  // namespace e2e
