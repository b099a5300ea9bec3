#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <thread>

#include "tests/e2e/daemon.h"
#include "tests/e2e/example_program.h"
#include "tests/e2e/s3270.h"

// What docs/applications.md says is typed as it stands there.
namespace e2e {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kApplications = R"(
  "applications": [ {"name": "SIGNON", "type": "socket"}, {"name": "ORDERS", "type": "socket"},
    {"name": "REPORTS", "type": "socket"},
    {"name": "HELLO", "description": "MY FIRST APPLICATION", "type": "socket"} ],
  "application_socket": {"path": "acb.sock"},)";

std::vector<std::string> lines_of_document() {
  std::ifstream file(std::string(EXAMPLES_FOLDER) + "/../docs/applications.md");
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    lines.push_back(line);
  }
  return lines;
}

// What stands in the first ```python block.
std::string program() {
  std::string text;
  bool inside = false;
  for (const std::string& line : lines_of_document()) {
    if (inside && line == "```") {
      return text;
    }
    if (inside) {
      text += line + "\n";
    }
    inside = inside || line == "```python";
  }
  return {};
}

// The indented lines that run an example in the background, without the '&'.
std::vector<std::string> commands_in_background() {
  std::vector<std::string> commands;
  for (const std::string& line : lines_of_document()) {
    if (line.rfind("    ", 0) == 0 && line.size() > 2 && line.substr(line.size() - 2) == " &") {
      commands.push_back(line.substr(4, line.size() - 6));
    }
  }
  return commands;
}

class ApplicationsDocument : public testing::Test {
 protected:
  std::unique_ptr<Process> shell(const std::string& command) {
    return std::make_unique<Process>(
        std::vector<std::string>{"bash", "-c", "exec " + command}, Process::ErrorOutput::Separate,
        std::vector<std::string>{"TN3270D_SOCKET=" + (daemon_.folder() / "acb.sock").string(),
                                 "PYTHONDONTWRITEBYTECODE=1"});
  }
  Daemon daemon_{usual_json(kApplications)};
};

TEST_F(ApplicationsDocument, ItsFirstProgramGreets) {
  const std::string text = program();
  ASSERT_FALSE(text.empty());
  std::ofstream(daemon_.folder() / "hello.py") << text;
  std::filesystem::copy(std::string(EXAMPLES_FOLDER) + "/python/tn3270d.py", daemon_.folder());
  const auto hello = shell("python3 " + (daemon_.folder() / "hello.py").string());
  ASSERT_TRUE(says(*hello, "HELLO is open", std::chrono::seconds(10))) << hello->errors();

  S3270 client("T007@" + daemon_.host());
  ASSERT_TRUE(client.wait_for_field());
  ASSERT_TRUE(client.enter("HELLO"));
  ASSERT_TRUE(client.wait_for_text("What is your name?")) << client.screen();
  ASSERT_TRUE(client.enter("Ada"));
  ASSERT_TRUE(client.wait_for_text("HELLO Ada AT T007")) << client.screen();
  ASSERT_TRUE(client.press("PF(3)"));
  EXPECT_TRUE(client.wait_for_text("Good bye Ada")) << client.screen();
}

TEST_F(ApplicationsDocument, ItsCommandsOpenTheExamples) {
  const std::vector<std::string> commands = commands_in_background();
  ASSERT_THAT(commands, SizeIs(3));
  for (const std::string& command : commands) {
    std::string here = command;
    const std::string database = "/tmp/orders.db";
    if (const std::size_t at = here.find(database); at != std::string::npos) {
      here.replace(at, database.size(), (daemon_.folder() / "orders.db").string());
    }
    const auto process = shell("env -C " + std::string(EXAMPLES_FOLDER) + "/.. " + here);
    EXPECT_TRUE(says(*process, " is open", std::chrono::seconds(10))) << here << process->errors();
  }
}

// The difference between KILL and REACT, as the page tells it.
TEST_F(ApplicationsDocument, AProgramThatHangsKeepsItsLuUntilReact) {
  std::ofstream(daemon_.folder() / "hang.py") << R"(
import time
from tn3270d import Application, Field, Screen
app = Application("HELLO")
@app.on_logon
async def hang(terminal):
    await terminal.ask(Screen([Field(3, 2, "PRESS ENTER"), Field(3, 20, name="x", length=1)]))
    time.sleep(1000)
app.run()
)";
  std::filesystem::copy(std::string(EXAMPLES_FOLDER) + "/python/tn3270d.py", daemon_.folder());
  const auto hanging = shell("python3 " + (daemon_.folder() / "hang.py").string());
  ASSERT_TRUE(says(*hanging, "HELLO is open", std::chrono::seconds(10))) << hanging->errors();
  S3270 client("T007@" + daemon_.host());
  ASSERT_TRUE(client.wait_for_field());
  ASSERT_TRUE(client.enter("HELLO"));
  ASSERT_TRUE(client.wait_for_text("PRESS ENTER")) << client.screen();
  ASSERT_TRUE(client.action("Set(aidWait,false)").ok);  // nobody will answer
  ASSERT_TRUE(client.action("Enter()").ok);
  std::this_thread::sleep_for(Milliseconds(300));  // the program takes the key, and hangs
  ASSERT_EQ(daemon_.ctl({"kill", "T007"}).status, 0);
  EXPECT_TRUE(client.action("Wait(5,Disconnect)").ok) << "the client is gone at once";
  EXPECT_THAT(daemon_.ctl({"show", "T007"}).output, HasSubstr("TERMINATING"));
  ASSERT_EQ(daemon_.ctl({"react", "T007"}).status, 0);
  EXPECT_THAT(daemon_.ctl({"show", "T007"}).output, HasSubstr("CONCT"));
}

}  // namespace
}  // namespace e2e
