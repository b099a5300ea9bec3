// Jobs of one page that are accepted durably each second: one a commit, and in groups, beside what
// SQLite itself commits with one INSERT each, in the same run and on the same disk. Prints; judges
// nothing: machines are noisy.
//   spool_bench [small]          speed
//   spool_bench crash N [SEED]   kills a writing process N times, and counts what that has lost
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "printers/spool/spool.h"
#include "tests/bench/folder.h"
#include "tests/programs/spool_crash.h"

namespace bench {
namespace {

using printers::JobId;
using printers::Spool;
using Clock = std::chrono::steady_clock;

constexpr double kJobsBudget = 500;    // a second, one a commit: DESIGN 7
constexpr double kRatioBudget = 0.5;   // of SQLite's own commits
constexpr std::size_t kPiece = 2'000;  // two of them are a page of 60 lines by 66 columns

constexpr std::chrono::milliseconds kLongestLife(250);  // 200 lives have some thousand jobs

struct Size {
  int rounds;
  int commits;
};

void need(bool done, const std::string& what) {
  if (!done) {
    throw std::runtime_error(what);
  }
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

struct CloseDatabase {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// SQLite with the same settings and nothing else: one row of 100 bytes in each commit.
double bare_commits(int commits) {
  const Folder folder;
  sqlite3* opened = nullptr;
  sqlite3_open((folder.path() + "/bare.db").c_str(), &opened);
  const std::unique_ptr<sqlite3, CloseDatabase> database(opened);
  need(sqlite3_exec(opened,
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                    "CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)",
                    nullptr, nullptr, nullptr) == SQLITE_OK,
       "no bare database");
  sqlite3_stmt* prepared = nullptr;
  sqlite3_prepare_v2(opened, "INSERT INTO line (text) VALUES (?1)", -1, &prepared, nullptr);
  const std::unique_ptr<sqlite3_stmt, CloseDatabase> insert(prepared);
  const std::string text(100, 'x');
  const auto begin = Clock::now();
  for (int i = 0; i < commits; ++i) {
    sqlite3_bind_text(prepared, 1, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    need(sqlite3_step(prepared) == SQLITE_DONE, "a bare commit failed");
    sqlite3_reset(prepared);
  }
  return commits / seconds_since(begin);
}

void spool_job(Spool& spool, const tn3270::ByteBuffer& piece) {
  const auto now =
      std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  printers::JobFacts facts{config::LuName::parse("P001").value()};
  facts.application = config::ApplId::parse("CICS");
  facts.name = "REPORT";
  facts.code_page = "037";
  const auto begun = spool.begin(facts, now);
  need(std::holds_alternative<JobId>(begun), "no job: " + spool.why());
  const JobId job = std::get<JobId>(begun);
  need(!spool.append(job, printers::PieceKind::Scs, piece) &&
           !spool.append(job, printers::PieceKind::Scs, piece) && !spool.finish(job, false, now),
       "no whole job: " + spool.why());
}

// Jobs a second, `group` of them in each commit.
double spooled_jobs(int group, int commits) {
  const Folder folder;
  config::SpoolSettings settings;
  settings.path = folder.path() + "/spool.db";
  auto opened = Spool::open(settings, {});
  if (const auto* fault = std::get_if<printers::SpoolFault>(&opened)) {
    throw std::runtime_error(fault->why);
  }
  auto& spool = *std::get<std::unique_ptr<Spool>>(opened);
  const tn3270::ByteBuffer piece(kPiece, 0xC1);
  const auto begin = Clock::now();
  for (int i = 0; i < commits; ++i) {
    for (int j = 0; j < group; ++j) {
      spool_job(spool, piece);
    }
    need(spool.commit(), "no commit: " + spool.why());
  }
  return static_cast<double>(commits) * group / seconds_since(begin);
}

// Rounds take turns, so that a busy disk is everybody's.
void speed(const Size& size) {
  const std::vector<int> groups{1, 10, 50, 256};
  std::vector<double> bare;
  std::vector<std::vector<double>> jobs(groups.size());
  for (int round = 0; round < size.rounds; ++round) {
    bare.push_back(bare_commits(size.commits));
    for (std::size_t i = 0; i < groups.size(); ++i) {
      jobs[i].push_back(spooled_jobs(groups[i], std::max(size.commits / groups[i], 4)));
    }
  }
  const double commits = median(bare);
  std::printf("\nspool: jobs of one page, two pieces of %zu bytes; median of %d rounds\n", kPiece,
              size.rounds);
  std::printf("  %-34s %10.0f /s\n", "SQLite, one INSERT a commit", commits);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const double rate = median(jobs[i]);
    std::printf("  %-26s %7d %10.0f /s  ratio %6.2f", "jobs, so many a commit:", groups[i], rate,
                rate / commits);
    if (groups[i] == 1) {
      std::printf("  (budget: >= %.0f /s, ratio >= %.1f)", kJobsBudget, kRatioBudget);
    }
    std::printf("\n");
  }
}

int crashes(int kills, unsigned seed) {
  const Folder folder;
  const crash::Outcome outcome = crash::run(folder.path(), kills, kLongestLife, seed);
  std::printf(
      "\nspool: killed %d times; %zu jobs begun, of which durable: %zu jobs, %zu pieces, %zu "
      "printed\n  %zu with an unknown outcome, marked; lost %zu, doubled %zu\n",
      outcome.kills, outcome.intended, outcome.durable, outcome.pieces, outcome.printed,
      outcome.unknown, outcome.lost, outcome.doubled);
  for (const std::string& fault : outcome.faults) {
    std::printf("  %s\n", fault.c_str());
  }
  return outcome.faults.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}

int run(const std::vector<std::string>& words) {
  if (!words.empty() && words.front() == "crash") {
    const int kills = words.size() > 1 ? std::stoi(words[1]) : 200;
    const unsigned long seed = words.size() > 2 ? std::stoul(words[2]) : std::random_device{}();
    std::printf("seed %lu\n", seed);
    return crashes(kills, static_cast<unsigned>(seed));
  }
  const bool small = !words.empty() && words.front() == "small";
  speed(small ? Size{1, 20} : Size{5, 1'000});
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  try {
    return bench::run({argv + 1, argv + argc});
  } catch (const std::exception& wrong) {
    std::cerr << "spool_bench: " << wrong.what() << "\n";
    return EXIT_FAILURE;
  }
}
