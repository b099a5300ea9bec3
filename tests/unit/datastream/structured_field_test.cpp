#include "tn3270/datastream/structured_field.h"

#include <gtest/gtest.h>

#include "config/verify.h"

namespace tn3270 {
namespace {

TEST(StructuredFieldRecord, AsksForEverything) {
  EXPECT_EQ(query_record(), (ByteBuffer{0xF3, 0x00, 0x05, 0x01, 0xFF, 0x02}));
}

TEST(StructuredFieldRecord, AsksForSomeCodes) {
  EXPECT_EQ(query_list_record(QueryListKind::All, {}),
            (ByteBuffer{0xF3, 0x00, 0x06, 0x01, 0xFF, 0x03, 0x80}));
  EXPECT_EQ(query_list_record(QueryListKind::List, {0x81, 0xA6}),
            (ByteBuffer{0xF3, 0x00, 0x08, 0x01, 0xFF, 0x03, 0x00, 0x81, 0xA6}));
  EXPECT_EQ(query_list_record(QueryListKind::EquivalentAndList, {0x85}),
            (ByteBuffer{0xF3, 0x00, 0x07, 0x01, 0xFF, 0x03, 0x40, 0x85}));
}

TEST(StructuredFieldRecord, SetsTheReplyMode) {
  EXPECT_EQ(set_reply_mode_record(ReplyMode::Field, {}),
            (ByteBuffer{0xF3, 0x00, 0x05, 0x09, 0x00, 0x00}));
  EXPECT_EQ(set_reply_mode_record(ReplyMode::ExtendedField, {}),
            (ByteBuffer{0xF3, 0x00, 0x05, 0x09, 0x00, 0x01}));
  EXPECT_EQ(set_reply_mode_record(ReplyMode::Character, {0x41, 0x42, 0x43}),
            (ByteBuffer{0xF3, 0x00, 0x08, 0x09, 0x00, 0x02, 0x41, 0x42, 0x43}));
  EXPECT_THROW(static_cast<void>(set_reply_mode_record(ReplyMode::Field, {0x41})),
               config::BrokenInvariant);
}

TEST(StructuredFieldRecord, ErasesToEitherSize) {
  EXPECT_EQ(erase_reset_record(ScreenChoice::Default), (ByteBuffer{0xF3, 0x00, 0x04, 0x03, 0x00}));
  EXPECT_EQ(erase_reset_record(ScreenChoice::Alternate),
            (ByteBuffer{0xF3, 0x00, 0x04, 0x03, 0x80}));
}

// What z/OS sends before its Query (PROTOCOL 4.7).
TEST(StructuredFieldRecord, HoldsAWriteForPartitionZero) {
  EXPECT_EQ(outbound_3270ds_record(ByteBuffer{0xF1, 0xC2}),
            (ByteBuffer{0xF3, 0x00, 0x06, 0x40, 0x00, 0xF1, 0xC2}));
}

TEST(StructuredFieldRecord, HasALengthOfTwoBytes) {
  const ByteBuffer most(0xFFFF - 4, 0xC1);
  const ByteBuffer record = outbound_3270ds_record(most);
  EXPECT_EQ(record.size(), 0x10000U);
  EXPECT_EQ(record[1], 0xFF);
  EXPECT_EQ(record[2], 0xFF);
  const ByteBuffer more(0xFFFF - 3, 0xC1);
  EXPECT_THROW(static_cast<void>(outbound_3270ds_record(more)), config::BrokenInvariant);
  EXPECT_THROW(static_cast<void>(outbound_3270ds_record({})), config::BrokenInvariant);
}

}  // namespace
}  // namespace tn3270
