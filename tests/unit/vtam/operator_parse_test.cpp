#include <gtest/gtest.h>

#include "vtam/operator/parse.h"

namespace vtam {
namespace {

template <class Command>
Command parsed(const std::string& text) {
  const auto result = parse_operator_command(text);
  if (const auto* messages = std::get_if<OperatorMessages>(&result)) {
    ADD_FAILURE() << text << ": " << messages->front().text;
    return {};
  }
  const auto* command = std::get_if<Command>(&std::get<OperatorCommand>(result));
  EXPECT_NE(command, nullptr) << text;
  return command == nullptr ? Command{} : *command;
}

std::string refusal(const std::string& text) {
  const auto result = parse_operator_command(text);
  const auto* messages = std::get_if<OperatorMessages>(&result);
  return messages == nullptr ? "accepted" : messages->front().text;
}

TEST(OperatorParse, TakesDisplaysInAnyCaseAndSpelling) {
  for (const char* text : {"D NET,ID=T001,E", "display net , id = t001 , e", "d  NET,ID=t001 ,E",
                           "MSG BSITN44,D=D NET,ID=T001,E", "msg x,data=DISPLAY NET,ID=T001,E"}) {
    const auto display = parsed<Display>(text);
    EXPECT_EQ(display.what, Display::What::Id) << text;
    EXPECT_EQ(display.id, "T001") << text;
    EXPECT_EQ(display.scope, Display::Scope::Everything) << text;
  }
  EXPECT_EQ(parsed<Display>("D NET,APPLS,MAX=7").most, 7U);
  EXPECT_EQ(parsed<Display>("D NET,MAJNODES").what, Display::What::MajorNodes);
  EXPECT_EQ(parsed<Display>("D NET,TABLE,ID=IESINCLM").what, Display::What::Table);
  EXPECT_EQ(parsed<Display>("D NET,SESSIONS").what, Display::What::Sessions);
  EXPECT_EQ(parsed<Display>("D NET,STATS").what, Display::What::Stats);
}

TEST(OperatorParse, TakesTheThreeFormsOfInact) {
  EXPECT_EQ(parsed<Vary>("V NET,INACT,ID=VNETAPPL").form, EndForm::Normal);
  EXPECT_EQ(parsed<Vary>("V NET,INACT,ID=VNETAPPL,I").form, EndForm::Immediate);
  EXPECT_EQ(parsed<Vary>("VARY NET,INACT,ID=VNETAPPL,TYPE=IMMED").form, EndForm::Immediate);
  EXPECT_EQ(parsed<Vary>("V NET,INACT,ID=VNETAPPL,F").form, EndForm::Force);
  EXPECT_EQ(parsed<Vary>("V NET,INACT,TYPE=FORCE,ID=VNETAPPL").form, EndForm::Force);
  EXPECT_EQ(parsed<Vary>("V NET,ACT,ID=VNETAPPL").verb, Vary::Verb::Act);
}

TEST(OperatorParse, TakesTerm) {
  const auto term = parsed<VaryTerm>("V NET,TERM,LU1=T001,LU2=DEMO,TYPE=FORCE");
  EXPECT_EQ(term.lu1, "T001");
  EXPECT_EQ(term.lu2, "DEMO");
  EXPECT_EQ(term.form, EndForm::Force);
  EXPECT_EQ(parsed<VaryTerm>("V NET,TERM,LU1=T001").form, EndForm::Immediate);
}

TEST(OperatorParse, TakesTheCommandsOfTheModel) {
  EXPECT_EQ(parsed<LuCommand>("  kill \t t001 ").lu, "T001");
  EXPECT_EQ(parsed<LuCommand>("KILL T001").verb, LuCommand::Verb::Kill);
  EXPECT_EQ(parsed<LuCommand>("REACT T001").verb, LuCommand::Verb::React);
  EXPECT_EQ(parsed<LuCommand>("MSG BSITN44 , D = reactivate PRTA").verb, LuCommand::Verb::React);
  EXPECT_EQ(parsed<Query>("QUERY").lu, "");
  EXPECT_EQ(parsed<Query>("query t001").lu, "T001");
}

TEST(OperatorParse, TakesPort) {
  const auto suspend = parsed<PortCommand>("MSG BSTTINET,D=PORT 21 SUSPEND");
  EXPECT_EQ(suspend.verb, PortCommand::Verb::Suspend);
  EXPECT_EQ(suspend.port, 21);
  EXPECT_EQ(parsed<PortCommand>("port 65535 resume").verb, PortCommand::Verb::Resume);
  for (const char* text : {"PORT", "PORT 21", "PORT 0 SUSPEND", "PORT 65536 SUSPEND",
                           "PORT 21x SUSPEND", "PORT 21 STOP", "PORT 21 SUSPEND NOW"}) {
    EXPECT_EQ(refusal(text), "TND302E PORT takes a port and SUSPEND or RESUME: PORT 3270 SUSPEND")
        << text;
  }
}

TEST(OperatorParse, KnowsWhatChangesSomething) {
  for (const char* text :
       {"V NET,ACT,ID=X", "V NET,TERM,LU1=X", "KILL X", "REACT X", "PORT 1 RESUME"}) {
    EXPECT_TRUE(changes(std::get<OperatorCommand>(parse_operator_command(text)))) << text;
  }
  for (const char* text : {"D NET,APPLS", "QUERY"}) {
    EXPECT_FALSE(changes(std::get<OperatorCommand>(parse_operator_command(text)))) << text;
  }
}

TEST(OperatorParse, RefusesAMalformedMsg) {
  for (const char* text : {"MSG", "MSG X", "MSG X D=KILL T001", "MSG X,KILL T001", "MSG ,D=KILL T1",
                           "MSG X,E=KILL T001", "MSG X Y,D=KILL T001", "MSG X,=KILL T001"}) {
    EXPECT_EQ(refusal(text), "TND302E MSG is written MSG name,D=command") << text;
  }
}

TEST(OperatorParse, NeverShowsBytesThatSteerAConsole) {
  EXPECT_EQ(refusal("\x1b[2J"), "TND302E '?[2J' is not a command here");
  EXPECT_EQ(refusal("D NET,\x07" + std::string(500, 'A')),
            "IST451I DISPLAY COMMAND UNRECOGNIZED, PARAMETER=?" + std::string(39, 'A'));
}

TEST(OperatorParse, RefusesWhateverIsCutOff) {
  const std::string whole = "V NET,INACT,ID=VNETAPPL,TYPE=FORCE";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    static_cast<void>(parse_operator_command(whole.substr(0, size)));
  }
  EXPECT_EQ(refusal(""), "TND302E there is no command");
  EXPECT_EQ(refusal("V NET,INACT,ID=VNETAPPL,TYPE=FOR"),
            "IST453I TYPE PARAMETER VALUE FOR NOT VALID");
}

}  // namespace
}  // namespace vtam
