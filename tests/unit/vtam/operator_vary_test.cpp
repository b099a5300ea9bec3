#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/vtam/operator_shop.h"
#include "vtam/directory.h"

namespace vtam {
namespace {

using test::appl;
using test::lu_name;
using test::node;

using testing::HasSubstr;

config::ApplRow& row_in(config::MajorNode& book, const char* name) {
  return *std::find_if(book.rows.begin(), book.rows.end(),
                       [name](const config::ApplRow& row) { return row.name == appl(name); });
}

class OperatorVary : public testing::Test {
 protected:
  VaryPlan vary(Vary::Verb verb, const char* id, EndForm form = EndForm::Normal,
                std::shared_ptr<const config::MajorNode> book = nullptr) {
    VaryPlan planned = plan(Vary{verb, id, form}, view_, std::move(book));
    if (planned.next != nullptr) {
      view_.network = planned.next;
    }
    return planned;
  }
  [[nodiscard]] const Application& application(const char* name) const {
    return *view_.network->find(appl(name));
  }

  OperatorView view_ = test::operator_view();
};

TEST_F(OperatorVary, InactOfANodeRefusesItsLusNamingTheNode) {
  vary(Vary::Verb::Inact, "VNETAPPL");
  EXPECT_EQ(view_.network->inactive_node(lu_name("T001")),
            "node VNETAPPL was varied inactive by the operator");
  EXPECT_EQ(view_.network->activation(lu_name("T003")), Activation::Active) << "implied";
  EXPECT_THAT(*view_.network->menu_fault(), HasSubstr("BSTTUSST is not active: node VNETAPPL"));
}

TEST_F(OperatorVary, LeavesTheNetworkOfRunningSessionsAsItWas) {
  const NetworkPtr before = view_.network;
  vary(Vary::Verb::Inact, "DEMO", EndForm::Immediate);
  EXPECT_EQ(before->find(appl("DEMO"))->state, LuState::Activ);
  EXPECT_EQ(application("DEMO").state, LuState::Inact);
  EXPECT_EQ(&before->modes(), &view_.network->modes()) << "shared";
  EXPECT_EQ(&before->pages(), &view_.network->pages());
}

TEST_F(OperatorVary, ANodeThatWasNotStartedIsActivated) {
  EXPECT_EQ(application("LATE").state, LuState::Nevac);
  EXPECT_EQ(view_.network->unavailable(application("LATE")).why,
            "is not active: node OTHERBK is not in ATCCON00");
  vary(Vary::Verb::Act, "OTHERBK");
  EXPECT_EQ(application("LATE").state, LuState::Conct);
}

TEST_F(OperatorVary, ActOfANodeEndsWhatWasSaidOfItsRows) {
  vary(Vary::Verb::Inact, "T002");
  EXPECT_EQ(view_.network->inactive_node(lu_name("T002")),
            "T002 was varied inactive by the operator");
  vary(Vary::Verb::Act, "VNETAPPL");
  EXPECT_FALSE(view_.network->inactive_node(lu_name("T002")));
}

TEST_F(OperatorVary, MeansTheLuOfARowThatHasAnotherName) {
  auto book = std::make_shared<config::MajorNode>(test::book());
  config::ApplRow& row = row_in(*book, "T001");
  row.name = appl("LABEL1");
  row.acb_name = appl("T001");
  vary(Vary::Verb::Act, "VNETAPPL", EndForm::Normal, book);
  const VaryPlan planned = vary(Vary::Verb::Inact, "VNETAPPL", EndForm::Immediate);
  EXPECT_THAT(planned.lus, testing::Contains(lu_name("T001")));
  EXPECT_TRUE(planned.breaking.has(appl("T001"))) << "its session ends";
  EXPECT_EQ(Resources(view_).state(application("LABEL1")), LuState::ActS);
  EXPECT_THAT(vary(Vary::Verb::Act, "VNETAPPL", EndForm::Normal, book).lus,
              testing::Contains(lu_name("T001")));
}

TEST_F(OperatorVary, AQueuedLogonIsOneSessionAndOneRequest) {
  view_.lus[1].state = LuState::ActS;
  view_.lus[1].session = menu_application();
  view_.lus[1].queued = appl("CICS");
  std::string rows;
  for (const OperatorMessage& message : display(Display{Display::What::Sessions}, view_).messages) {
    rows += message.text + "\n";
  }
  EXPECT_THAT(rows, HasSubstr("CICS     T002     ***NA***         QUEUED\n"));
  EXPECT_THAT(rows, HasSubstr("NUMBER OF TOTAL SESSIONS = 4\n"));
  EXPECT_THAT(rows, testing::Not(HasSubstr("TND310I"))) << "nothing was cut";
}

TEST_F(OperatorVary, ActTakesTheRowsThatTheBookHasNow) {
  auto book = std::make_shared<config::MajorNode>(test::book());
  config::ApplRow& menu = row_in(*book, "BSTTUSST");
  menu.pass = false;
  menu.eas = 7;
  row_in(*book, "T001").dlogmod = test::mode("SP3270QN");
  row_in(*book, "T001").modetab = test::table("ISTINCLM");
  row_in(*book, "BSTTVNET").acb_name = appl("SHARING");
  row_in(*book, "BSTTVNET").password = "SECRET";
  book->rows.push_back(test::row("NEWAPPL"));
  std::erase_if(book->rows, [](const config::ApplRow& row) { return row.name == appl("T002"); });
  const VaryPlan planned = vary(Vary::Verb::Act, "VNETAPPL", EndForm::Normal, book);
  EXPECT_EQ(planned.reply.messages.at(1).text,
            "TND312I VNETAPPL was read again: 4 rows, 1 added, 1 removed");
  EXPECT_THAT(*view_.network->menu_fault(), HasSubstr("AUTH=(PASS)"));
  EXPECT_EQ(application("BSTTUSST").row->eas, 7);
  EXPECT_EQ(view_.network->row(lu_name("T001"))->dlogmod, test::mode("SP3270QN"));
  EXPECT_EQ(view_.network->row(lu_name("T001"))->modetab, test::table("ISTINCLM"));
  EXPECT_EQ(view_.network->find(appl("SHARING")), &application("BSTTVNET"));
  EXPECT_EQ(application("BSTTVNET").row->password, "SECRET");
  EXPECT_NE(view_.network->find(appl("NEWAPPL")), nullptr);
  EXPECT_TRUE(application("T002").implied);
}

TEST_F(OperatorVary, PlansWhatEndsInItsThreeForms) {
  EXPECT_EQ(vary(Vary::Verb::Inact, "DEMO").breaking.form, EndForm::Normal);
  vary(Vary::Verb::Act, "DEMO");
  const VaryPlan planned = vary(Vary::Verb::Inact, "DEMO", EndForm::Force);
  EXPECT_TRUE(ends(planned.breaking, lu_name("T001"), appl("DEMO")));
  EXPECT_FALSE(ends(planned.breaking, lu_name("T001"), appl("CICS")));
  EXPECT_TRUE(planned.lus.empty()) << "an application's row is none of the directory's";
}

TEST_F(OperatorVary, TermMeansTheSessionOfThoseTwo) {
  const VaryPlan both = plan(VaryTerm{"T001", "DEMO"}, view_);
  EXPECT_EQ(both.next, nullptr);
  EXPECT_TRUE(both.breaking.only_session);
  EXPECT_TRUE(ends(both.breaking, lu_name("T001"), appl("DEMO")));
  EXPECT_FALSE(ends(both.breaking, lu_name("T003"), appl("DEMO")));
  EXPECT_EQ(plan(VaryTerm{"T002"}, view_).reply.messages.front().id, "IST792I");
  view_.lus.at(1).session = menu_application();
  EXPECT_EQ(plan(VaryTerm{"T002"}, view_).reply.messages.front().id, "TND316E");
}

TEST_F(OperatorVary, ABookIsReadAgainForActOfItsNodeOnly) {
  EXPECT_EQ(book_to_read({Vary::Verb::Act, "VNETAPPL"}, *view_.network), node("VNETAPPL"));
  EXPECT_FALSE(book_to_read({Vary::Verb::Act, "IMPLIED"}, *view_.network));
  EXPECT_FALSE(book_to_read({Vary::Verb::Act, "T001"}, *view_.network));
  EXPECT_FALSE(book_to_read({Vary::Verb::Inact, "VNETAPPL"}, *view_.network));
}

class DirectoryVary : public OperatorVary {
 protected:
  bool generic() {
    LuRequest request;
    request.client.device = test::device("IBM-3278-2");
    return std::holds_alternative<LuGrant>(directory_.request(request, {0, ++slot_, 0}, now_));
  }
  LuAnswer named(const char* name) {
    LuRequest request;
    request.client.device = test::device("IBM-3278-2");
    request.name = lu_name(name);
    return directory_.request(request, {0, ++slot_, 0}, now_);
  }
  void carry_out(const VaryPlan& planned) { directory_.vary(planned.next, planned.lus); }
  LuState state(const char* name) { return directory_.find(lu_name(name))->state; }

  Directory directory_{view_.network};
  std::uint32_t slot_ = 0;
  config::Instant now_{};
};

TEST_F(DirectoryVary, FreeLusOfAnInactiveNodeAreNotGiven) {
  carry_out(vary(Vary::Verb::Inact, "VNETAPPL"));
  EXPECT_EQ(state("T001"), LuState::Inact);
  const LuAnswer refused = named("T001");
  ASSERT_TRUE(std::holds_alternative<LuRefusal>(refused));
  EXPECT_EQ(std::get<LuRefusal>(refused).kind, RefusalKind::Inactive);
  EXPECT_THAT(std::get<LuRefusal>(refused).text, HasSubstr("node VNETAPPL was varied inactive"));
  EXPECT_TRUE(generic()) << "T003 is implied";
  EXPECT_FALSE(generic());
  carry_out(vary(Vary::Verb::Act, "VNETAPPL"));
  EXPECT_EQ(state("T001"), LuState::Conct);
  EXPECT_TRUE(generic());
  EXPECT_TRUE(generic());
  EXPECT_FALSE(generic());
}

TEST_F(DirectoryVary, AHeldLuIsInactiveOnceItIsReleased) {
  ASSERT_TRUE(std::holds_alternative<LuGrant>(named("T001")));
  const SessionId holder{0, slot_, 0};
  carry_out(vary(Vary::Verb::Inact, "T001"));
  EXPECT_EQ(state("T001"), LuState::Activ);
  EXPECT_TRUE(directory_.release(lu_name("T001"), holder, now_));
  EXPECT_EQ(state("T001"), LuState::Inact);
  carry_out(vary(Vary::Verb::Act, "T001"));
  EXPECT_EQ(state("T001"), LuState::Conct);
  EXPECT_TRUE(std::holds_alternative<LuGrant>(named("T001")));
}

TEST_F(DirectoryVary, AHeldLuThatWasInactiveForAWhileGoesBackToItsPool) {
  ASSERT_TRUE(std::holds_alternative<LuGrant>(named("T001")));
  const SessionId holder{0, slot_, 0};
  carry_out(vary(Vary::Verb::Inact, "T001"));
  carry_out(vary(Vary::Verb::Act, "T001"));
  EXPECT_TRUE(directory_.release(lu_name("T001"), holder, now_));
  EXPECT_TRUE(generic());
  EXPECT_TRUE(generic());
  EXPECT_TRUE(generic());
  EXPECT_FALSE(generic());
}

}  // namespace
}  // namespace vtam
