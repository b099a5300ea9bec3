#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conversation/crowd_user.h"

// Terminals that answer Read Buffer too late, when their users have gone on to another application.
namespace conversation {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(LateAnswers, WhatWasTypedForOneApplicationIsNotTakenForAnother) {
  FakeHall hall(several_shop());
  FakeApplication payroll(hall, "PAYROLL");
  FakeApplication orders(hall, "ORDERS");
  CrowdUser user(hall, hall.connect(), {tn3270::kModel2, tn3270::kModel2});
  user.answers = CrowdUser::Answers::Late;
  user.choose("PAYROLL");
  payroll.accept();
  payroll.send("WAGES OF THE WEEK");
  user.go_on();
  user.type("SECRET");
  user.press(kMenuKey);
  hall.pass(std::chrono::seconds(4));
  user.go_on();
  user.choose("ORDERS");
  orders.accept();
  orders.send("ORDERS OF THE DAY");
  user.go_on();
  user.press(kMenuKey);
  user.answer_late();  // both, the older one first
  user.press(kNextKey);
  EXPECT_THAT(user.screen(), HasSubstr("ORDERS OF THE DAY"));
  EXPECT_THAT(user.screen(), Not(HasSubstr("SECRET")));
}

}  // namespace
}  // namespace conversation
