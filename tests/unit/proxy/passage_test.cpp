#include "tn3270/proxy/passage.h"

#include <gtest/gtest.h>

namespace proxy {
namespace {

using tn3270::ByteBuffer;

const ByteBuffer kText = {'t', 'e', 'x', 't'};

Passage open_passage() {
  Passage passage;
  for (const Side side : {Side::Client, Side::Target}) {
    passage.connected(side);
    passage.to(side).open();
  }
  return passage;
}

void tell_end(Passage& passage, Side sink) {
  passage.to(sink).said_all();
  passage.to(sink).sealed();
  passage.to(sink).told();
}

TEST(Passage, ReadsAClientThatShakesHandsBeforeThereIsATarget) {
  Passage passage;
  passage.connected(Side::Client);
  EXPECT_TRUE(passage.reads(Side::Client));
  EXPECT_FALSE(passage.reads(Side::Target));
  passage.to(Side::Client).open();
  EXPECT_FALSE(passage.reads(Side::Client)) << "nobody could be told what it says";
  passage.connected(Side::Target);
  EXPECT_TRUE(passage.reads(Side::Target)) << "its handshake";
  EXPECT_FALSE(passage.reads(Side::Client));
  passage.to(Side::Target).open();
  EXPECT_TRUE(passage.reads(Side::Client));
  EXPECT_TRUE(passage.reads(Side::Target));
}

TEST(Passage, ReadsOneSideOnlyWhileTheOtherTakesWhatItSays) {
  for (const Side side : {Side::Client, Side::Target}) {
    Passage passage = open_passage();
    ASSERT_TRUE(passage.to(other(side)).keep(kText));
    EXPECT_FALSE(passage.reads(side));
    EXPECT_TRUE(passage.reads(other(side))) << "the other direction goes on";
    EXPECT_TRUE(passage.writes(other(side)));
    EXPECT_FALSE(passage.writes(side));
    passage.to(other(side)).took(kText.size());
    EXPECT_TRUE(passage.reads(side));
  }
}

TEST(Passage, GoesOnInOneDirectionAfterTheEndOfTheOther) {
  for (const Side side : {Side::Client, Side::Target}) {
    Passage passage = open_passage();
    EXPECT_FALSE(passage.is_ending());
    tell_end(passage, other(side));
    EXPECT_FALSE(passage.reads(side)) << "it has said all";
    EXPECT_TRUE(passage.reads(other(side)));
    EXPECT_TRUE(passage.is_ending());
    EXPECT_FALSE(passage.is_over());
    ASSERT_TRUE(passage.to(side).keep(kText));
    EXPECT_TRUE(passage.writes(side));
    passage.to(side).took(kText.size());
    tell_end(passage, side);
    EXPECT_TRUE(passage.is_over());
    EXPECT_FALSE(passage.is_ending());
  }
}

TEST(Passage, IsNotOverBeforeTheLastByteIsOut) {
  Passage passage = open_passage();
  tell_end(passage, Side::Client);
  ASSERT_TRUE(passage.to(Side::Target).keep(kText));
  passage.to(Side::Target).said_all();
  passage.to(Side::Target).sealed();
  EXPECT_FALSE(passage.is_over());
  passage.to(Side::Target).took(kText.size());
  EXPECT_FALSE(passage.is_over());
  passage.to(Side::Target).told();
  EXPECT_TRUE(passage.is_over());
}

TEST(Passage, TellsWhatWasSaidBeforeACut) {
  for (const Side side : {Side::Client, Side::Target}) {
    Passage passage = open_passage();
    ASSERT_TRUE(passage.to(other(side)).keep(kText));
    ASSERT_TRUE(passage.to(side).keep(kText));
    passage.cut(side);
    EXPECT_EQ(passage.cut_side(), side);
    EXPECT_FALSE(passage.reads(side));
    EXPECT_FALSE(passage.reads(other(side))) << "nobody would hear it";
    EXPECT_FALSE(passage.is_cut_through());
    passage.to(other(side)).took(kText.size());
    EXPECT_TRUE(passage.is_cut_through()) << "what the cut side does not read counts no more";
    EXPECT_FALSE(passage.is_over()) << "a cut is no end";
  }
}

TEST(Passage, IsCutByTheFirstSideThatIs) {
  Passage passage = open_passage();
  passage.cut(Side::Target);
  passage.cut(Side::Client);
  EXPECT_EQ(passage.cut_side(), Side::Target);
}

}  // namespace
}  // namespace proxy
