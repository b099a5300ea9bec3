#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/printers_spool/spool_fixture.h"

namespace printers {
namespace {

TEST(SpoolPieces, ComeBackInTheirOrderAsTheyWere) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = std::get<JobId>(spool->begin(facts("P001"), at(0)));
  const JobId other = std::get<JobId>(spool->begin(facts("P001"), at(0)));
  std::vector<Piece> appended;
  for (unsigned i = 0; i < 300; ++i) {
    const auto kind = static_cast<PieceKind>(i % 4);
    const auto bytes = many_bytes(std::size_t{i} * 37, i);
    ASSERT_EQ(spool->append(job, kind, bytes), std::nullopt);
    ASSERT_EQ(spool->append(other, PieceKind::Text, bytes_of("OTHER")), std::nullopt);
    appended.push_back({kind, bytes});
  }
  ASSERT_TRUE(spool->commit());
  const auto pieces = pieces_of(*folder.reader(), job);
  ASSERT_EQ(pieces.size(), appended.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    EXPECT_EQ(pieces[i].kind, appended[i].kind);
    EXPECT_EQ(pieces[i].bytes, appended[i].bytes);
  }
}

TEST(SpoolPieces, AreAllOfAJobThatIsStillBeingWritten) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = job_in(*spool, JobState::Open);
  ASSERT_TRUE(spool->commit());
  const auto reader = folder.reader();
  EXPECT_EQ(text_of(*reader, job), "HELLO");
  ASSERT_EQ(spool->append(job, PieceKind::Scs, bytes_of(" WORLD")), std::nullopt);
  EXPECT_EQ(text_of(*reader, job), "HELLO") << "it is not committed";
  ASSERT_TRUE(spool->commit());
  EXPECT_EQ(text_of(*reader, job), "HELLO WORLD");
}

TEST(SpoolPieces, MayBeLargeAndAreCutUnlessTheyAre3270Records) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const auto large = many_bytes((5U << 20U) + 3);
  for (const PieceKind kind : {PieceKind::Text, PieceKind::Data3270}) {
    const JobId job = std::get<JobId>(spool->begin(facts("P001"), at(0)));
    ASSERT_EQ(spool->append(job, kind, large), std::nullopt) << spool->why();
    ASSERT_EQ(spool->append(job, kind, bytes_of("END")), std::nullopt);
    ASSERT_TRUE(spool->commit());
    const auto reader = folder.reader();
    EXPECT_EQ(reader->row(job)->bytes, large.size() + 3);
    EXPECT_EQ(reader->row(job)->pieces, kind == PieceKind::Text ? 7U : 2U);
    const auto whole = text_of(*reader, job);
    ASSERT_EQ(whole.size(), large.size() + 3);
    EXPECT_TRUE(std::equal(large.begin(), large.end(), whole.begin(),
                           [](auto a, auto b) { return a == static_cast<std::uint8_t>(b); }));
    EXPECT_TRUE(whole.ends_with("END"));
  }
}

TEST(SpoolPieces, AnEmptyPieceIsAPiece) {
  const SpoolFolder folder;
  const auto spool = folder.open();
  const JobId job = std::get<JobId>(spool->begin(facts("P001"), at(0)));
  ASSERT_EQ(spool->append(job, PieceKind::Scs, {}), std::nullopt);
  ASSERT_EQ(spool->finish(job, false, at(1)), std::nullopt);
  ASSERT_TRUE(spool->commit());
  const auto reader = folder.reader();
  EXPECT_EQ(reader->row(job)->state, JobState::Queued);
  EXPECT_EQ(pieces_of(*reader, job).size(), 1U);
}

TEST(SpoolPieces, AreCountedExactlyAndAcrossARestart) {
  const SpoolFolder folder;
  {
    const auto spool = folder.open();
    EXPECT_EQ(spool->bytes(), 0U);
    static_cast<void>(job_in(*spool, JobState::Queued, "P001", "12345"));
    const JobId cancelled = job_in(*spool, JobState::Queued, "P001", "1234567");
    static_cast<void>(job_in(*spool, JobState::Printed, "P001", "123"));
    EXPECT_EQ(spool->bytes(), 15U);
    ASSERT_EQ(spool->cancel(cancelled, at(5)), std::nullopt);
    EXPECT_EQ(spool->bytes(), 8U);
    ASSERT_TRUE(spool->commit());
    static_cast<void>(job_in(*spool, JobState::Queued, "P001", "never committed"));
    EXPECT_EQ(spool->bytes(), 23U);
  }
  EXPECT_EQ(folder.open()->bytes(), 8U);
}

TEST(SpoolPieces, NeverExceedTheQuota) {
  SpoolFolder folder;
  folder.settings.quota = 10;
  const auto spool = folder.open();
  const JobId job = job_in(*spool, JobState::Open, "P001", "12345");
  EXPECT_EQ(spool->append(job, PieceKind::Scs, bytes_of("123456")), SpoolRefusal::Full);
  EXPECT_NE(spool->why().find("quota of 10 bytes"), std::string::npos) << spool->why();
  EXPECT_EQ(spool->append(job, PieceKind::Scs, many_bytes(100)), SpoolRefusal::Full);
  EXPECT_EQ(spool->bytes(), 5U);
  EXPECT_EQ(spool->append(job, PieceKind::Scs, bytes_of("67890")), std::nullopt);
  EXPECT_EQ(spool->append(job, PieceKind::Scs, bytes_of("!")), SpoolRefusal::Full);
  ASSERT_TRUE(spool->commit());
  const auto reader = folder.reader();
  EXPECT_EQ(text_of(*reader, job), "1234567890");
  EXPECT_EQ(reader->row(job)->bytes, 10U);
  EXPECT_EQ(reader->row(job)->pieces, 2U);
}

TEST(SpoolPieces, WithoutRoomForTheFirstOfThemThereIsNoJob) {
  SpoolFolder folder;
  folder.settings.quota = 10;
  const auto spool = folder.open();
  const std::vector<Piece> pieces{{PieceKind::Scs, bytes_of("123456")},
                                  {PieceKind::Text, bytes_of("7890")}};
  const JobId job = std::get<JobId>(spool->begin(facts("P001"), pieces, at(0)));
  EXPECT_EQ(
      std::get<SpoolRefusal>(spool->begin(facts("P001"), {{PieceKind::Scs, bytes_of("1")}}, at(1))),
      SpoolRefusal::Full);
  EXPECT_NE(spool->why().find("quota of 10 bytes"), std::string::npos) << spool->why();
  EXPECT_EQ(std::get<SpoolRefusal>(
                spool->begin(facts("P001"), {{PieceKind::Scs, many_bytes(100)}}, at(1))),
            SpoolRefusal::Full);
  ASSERT_TRUE(spool->commit());
  const auto reader = folder.reader();
  EXPECT_EQ(reader->rows({}, 0, 10).size(), 1U);
  EXPECT_EQ(text_of(*reader, job), "1234567890");
  EXPECT_EQ(pieces_of(*reader, job).size(), 2U);
  EXPECT_EQ(spool->bytes(), 10U);
}

TEST(SpoolPieces, AboveTheQuotaAJobThatIsNotOpenIsStillToldSo) {
  SpoolFolder folder;
  folder.settings.quota = 5;
  const auto spool = folder.open();
  const JobId job = job_in(*spool, JobState::Queued, "P001", "12345");
  EXPECT_EQ(spool->append(job, PieceKind::Scs, bytes_of("6")), SpoolRefusal::WrongState);
  EXPECT_EQ(spool->append(99, PieceKind::Scs, bytes_of("6")), SpoolRefusal::NoSuchJob);
}

TEST(SpoolPieces, OfACancelledJobMakeRoomAtOnce) {
  SpoolFolder folder;
  folder.settings.quota = 5;
  const auto spool = folder.open();
  const JobId full = job_in(*spool, JobState::Queued, "P001", "12345");
  const JobId job = std::get<JobId>(spool->begin(facts("P001"), at(0)));
  EXPECT_EQ(spool->append(job, PieceKind::Scs, bytes_of("6")), SpoolRefusal::Full);
  ASSERT_EQ(spool->cancel(full, at(1)), std::nullopt);
  EXPECT_EQ(spool->append(job, PieceKind::Scs, bytes_of("6")), std::nullopt);
  ASSERT_TRUE(spool->commit());
  const auto reader = folder.reader();
  EXPECT_EQ(reader->row(full)->state, JobState::Cancelled);
  EXPECT_EQ(reader->row(full)->bytes, 5U) << "what it was";
  EXPECT_FALSE(reader->pieces(full, [](PieceKind, tn3270::Bytes) { return true; }));
  EXPECT_NE(reader->why().find("not kept"), std::string::npos);
}

TEST(SpoolPieces, AQuotaThatHasBecomeSmallerRefusesAndLosesNothing) {
  SpoolFolder folder;
  JobId job = 0;
  {
    const auto spool = folder.open();
    job = job_in(*spool, JobState::Queued, "P001", "12345");
    ASSERT_TRUE(spool->commit());
  }
  folder.settings.quota = 3;
  const auto spool = folder.open();
  EXPECT_EQ(spool->bytes(), 5U);
  const JobId more = std::get<JobId>(spool->begin(facts("P001"), at(0)));
  EXPECT_EQ(spool->append(more, PieceKind::Scs, bytes_of("6")), SpoolRefusal::Full);
  EXPECT_EQ(text_of(*folder.reader(), job), "12345");
}

}  // namespace
}  // namespace printers
