#include <gtest/gtest.h>

#include "tn3270/control/operator_command.h"

namespace control {
namespace {

// "KILL T001", or the fault.
std::string parsed(const std::string& text) {
  const auto result = parse_command(text);
  if (const auto* fault = std::get_if<CommandFault>(&result)) {
    return "fault: " + fault->text;
  }
  const auto& command = std::get<OperatorCommand>(result);
  return (command.verb == Verb::Kill ? "KILL " : "REACT ") + command.lu;
}

TEST(OperatorCommand, IsTakenPlainInAnyCase) {
  EXPECT_EQ(parsed("KILL T001"), "KILL T001");
  EXPECT_EQ(parsed("kill t001"), "KILL T001");
  EXPECT_EQ(parsed("  React \t #LU@1 "), "REACT #LU@1");
  EXPECT_EQ(parsed("REACT T001"), "REACT T001");
  EXPECT_EQ(parsed("reactivate PRTA"), "REACT PRTA");
}

TEST(OperatorCommand, IsTakenWithinMsg) {
  EXPECT_EQ(parsed("MSG BSITN44,D=KILL T001"), "KILL T001");
  EXPECT_EQ(parsed("msg bsitn44,d=react t001"), "REACT T001");
  EXPECT_EQ(parsed("MSG BSITN44 , D = REACTIVATE T001"), "REACT T001");
  EXPECT_EQ(parsed("MSG BSITN44,DATA=KILL T001"), "KILL T001");
}

TEST(OperatorCommand, ThatIsUnknownNamesThoseThereAre) {
  for (const char* text : {"D NET,ID=T001", "KIL T001", "KILLT001", "MSG X,D=HELP"}) {
    const auto fault = parsed(text);
    EXPECT_EQ(fault.rfind("fault: '", 0), 0U) << fault;
    EXPECT_NE(fault.find("KILL luname and REACT luname"), std::string::npos) << fault;
  }
  EXPECT_EQ(parsed("").rfind("fault: There is no command.", 0), 0U);
  EXPECT_EQ(parsed("MSG X,D=").rfind("fault: There is no command.", 0), 0U);
}

TEST(OperatorCommand, TakesExactlyOneLu) {
  EXPECT_EQ(parsed("KILL"), "fault: KILL takes one LU name: KILL T001.");
  EXPECT_EQ(parsed("REACT T001 T002"), "fault: REACT takes one LU name: REACT T001.");
  EXPECT_EQ(parsed("MSG X,D=KILL"), "fault: KILL takes one LU name: KILL T001.");
}

TEST(OperatorCommand, WithAMalformedMsgIsAFault) {
  for (const char* text : {"MSG", "MSG X", "MSG X D=KILL T001", "MSG X,KILL T001", "MSG ,D=KILL T1",
                           "MSG X,E=KILL T001", "MSG X Y,D=KILL T001", "MSG X,=KILL T001"}) {
    EXPECT_EQ(parsed(text), "fault: MSG is written MSG name,D=command.") << text;
  }
}

}  // namespace
}  // namespace control
