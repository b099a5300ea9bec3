#include "tests/unit/printers_spool/spool_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>
#include <system_error>

namespace printers {
namespace {

void need(const Spool::Done& done) {
  if (done) {
    throw std::runtime_error(text(*done));
  }
}

}  // namespace

JobFacts facts(std::string_view printer) {
  JobFacts facts{lu(printer)};
  facts.application = config::ApplId::parse("CICS");
  facts.name = "REPORT";
  facts.code_page = "037";
  return facts;
}

tn3270::ByteBuffer bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

tn3270::ByteBuffer many_bytes(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  tn3270::ByteBuffer bytes(size);
  std::array<std::uint8_t, 4'096> some{};
  for (auto& byte : some) {
    byte = static_cast<std::uint8_t>(random());
  }
  for (std::size_t at = 0; at < size; at += some.size()) {
    some[at % 7] = static_cast<std::uint8_t>(random());
    std::copy_n(some.begin(), std::min(some.size(), size - at), &bytes[at]);
  }
  return bytes;
}

SpoolFolder::SpoolFolder(const std::filesystem::path& below) {
  std::string name = (below / "tn3270d-spool-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw std::runtime_error("no temporary folder");
  }
  folder_ = name;
  settings.path = (folder_ / "spool.db").string();
}

SpoolFolder::~SpoolFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::unique_ptr<Spool> SpoolFolder::open() const {
  auto opened = Spool::open(settings, at(0));
  if (const auto* fault = std::get_if<SpoolFault>(&opened)) {
    throw std::runtime_error(fault->why);
  }
  return std::get<std::unique_ptr<Spool>>(std::move(opened));
}

std::string SpoolFolder::fault() const {
  const auto opened = Spool::open(settings, at(0));
  const auto* const fault = std::get_if<SpoolFault>(&opened);
  return fault == nullptr ? "no fault" : fault->why;
}

std::unique_ptr<SpoolReader> SpoolFolder::reader() const {
  auto opened = SpoolReader::open(settings.path);
  if (const auto* fault = std::get_if<SpoolFault>(&opened)) {
    throw std::runtime_error(fault->why);
  }
  return std::get<std::unique_ptr<SpoolReader>>(std::move(opened));
}

JobId job_in(Spool& spool, JobState state, std::string_view printer, std::string_view text) {
  const JobId job = std::get<JobId>(spool.begin(facts(printer), at(1)));
  need(spool.append(job, PieceKind::Scs, bytes_of(text)));
  if (state == JobState::Open) {
    return job;
  }
  need(spool.finish(job, false, at(2)));
  if (state == JobState::Queued) {
    return job;
  }
  if (state == JobState::Held) {
    need(spool.hold(job, "an operator wants it"));
    return job;
  }
  if (state == JobState::Cancelled) {
    need(spool.cancel(job, at(3)));
    return job;
  }
  need(spool.sending(job));
  const DeliveryNote note{1, 5, "it said so"};
  if (state == JobState::Retry) {
    need(spool.retry(job, note, at(60)));
  } else if (state == JobState::Printed) {
    need(spool.printed(job, note, at(3)));
  } else if (state == JobState::Failed) {
    need(spool.failed(job, note, at(3)));
  }
  return job;
}

std::vector<Piece> pieces_of(SpoolReader& reader, JobId job) {
  std::vector<Piece> pieces;
  EXPECT_TRUE(reader.pieces(job, [&](PieceKind kind, tn3270::Bytes bytes) {
    pieces.push_back({kind, {bytes.begin(), bytes.end()}});
    return true;
  })) << reader.why();
  return pieces;
}

std::string text_of(SpoolReader& reader, JobId job) {
  std::string text;
  for (const Piece& piece : pieces_of(reader, job)) {
    text.append(piece.bytes.begin(), piece.bytes.end());
  }
  return text;
}

std::string file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace printers
