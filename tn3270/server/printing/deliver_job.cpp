#include "tn3270/server/printing/deliver_job.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "printers/spool/spool.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/server/printing/printer_tls.h"

namespace server {
namespace {

using printers::DeliveryResult;

// A file that nobody else sees, beside the spool: there is room for it where jobs have room.
class NamelessFile final : public printers::ByteSink {
 public:
  NamelessFile(const std::string& beside, const printers::Stop& stop)
      : stop_(stop),
        descriptor_(::open(folder_of(beside).c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)) {
    if (descriptor_ < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
      std::string name = (folder_of(beside) / "tn3270d-job-XXXXXX").string();
      descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
      if (descriptor_ >= 0) {
        ::unlink(name.c_str());
      }
    }
    error_ = descriptor_ < 0 ? errno : 0;
  }
  ~NamelessFile() override {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
  }

  bool put(tn3270::Bytes bytes) override {
    while (!bytes.empty() && error_ == 0 && !stop_.wanted()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written > 0) {
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        size_ += static_cast<std::uint64_t>(written);
      } else if (errno != EINTR) {
        error_ = errno;
      }
    }
    return bytes.empty() && error_ == 0;
  }

  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] int error() const { return error_; }

 private:
  static std::filesystem::path folder_of(const std::string& file) {
    const std::filesystem::path folder = std::filesystem::path(file).parent_path();
    return folder.empty() ? std::filesystem::path(".") : folder;
  }

  const printers::Stop& stop_;
  int descriptor_;
  int error_ = 0;
  std::uint64_t size_ = 0;
};

std::string written(printers::WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  const std::size_t length =
      std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S UTC", &parts);
  return {text.data(), length};
}

printers::JobTitle title_of(const printers::JobRow& row) {
  printers::JobTitle title;
  title.id = row.id;
  title.printer = row.facts.printer.text();
  title.name =
      row.facts.name.empty() ? title.printer + "." + std::to_string(row.id) : row.facts.name;
  title.application = row.facts.application ? row.facts.application->text() : "";
  title.submitter = row.facts.submitter;
  title.created = written(row.created);
  return title;
}

DeliveryResult result(DeliveryResult::What what, std::string why) {
  return {what, std::move(why)};
}

// nullopt: `file` holds the job.
std::optional<DeliveryResult> format_job(const JobDelivery& job, NamelessFile& file,
                                         printers::FormatReport& report) {
  const auto failed = [](std::string why) {
    return result(DeliveryResult::What::Failed, std::move(why));
  };
  const auto again = [](std::string why) {
    return result(DeliveryResult::What::Retry, std::move(why));
  };
  if (file.error() != 0) {
    return again(std::string("no file for the formatted job beside the spool: ") +
                 std::strerror(file.error()));
  }
  const std::string& number = job.row.facts.code_page;
  const auto page = number.empty() ? tn3270::cp037() : tn3270::CodePage::open(number);
  if (page == nullptr) {
    return failed("its code page " + number + " is not known here");
  }
  auto reader = printers::SpoolReader::open(job.spool);
  if (const auto* fault = std::get_if<printers::SpoolFault>(&reader)) {
    return again(fault->why);
  }
  auto made =
      printers::make_formatter(printers::format_settings_of(job.lu->type, job.lu->delivery->format),
                               title_of(job.row), *page, job.row.facts.sizes, file);
  if (const auto* why = std::get_if<std::string>(&made)) {
    return failed(*why);
  }
  printers::Formatter& formatter = *std::get<std::unique_ptr<printers::Formatter>>(made);
  bool taken = true;
  printers::SpoolReader& spool = *std::get<std::unique_ptr<printers::SpoolReader>>(reader);
  const bool read = spool.pieces(job.row.id, [&](printers::PieceKind kind, tn3270::Bytes bytes) {
    taken = formatter.piece(kind, bytes);
    return taken;
  });
  report = formatter.finish();
  if (job.stop.wanted()) {
    return result(DeliveryResult::What::Stopped, "stopped while it was formatted");
  }
  if (file.error() != 0) {
    return again(std::string("the formatted job has no room beside the spool: ") +
                 std::strerror(file.error()));
  }
  if (!read && taken) {
    return again("it could not be read from the spool: " + spool.why());
  }
  if (report.failure) {
    return failed(*report.failure);
  }
  return std::nullopt;
}

}  // namespace

DeliveryEnded deliver_job(const JobDelivery& job, DeliveryProgress& progress) {
  DeliveryEnded ended{.printer = job.lu->name, .job = job.row.id};
  try {
    NamelessFile file(job.spool, job.stop);
    if (auto why = format_job(job, file, ended.format)) {
      ended.result = std::move(*why);
      return ended;
    }
    progress.size = file.size();
    const printers::Parcel parcel{.descriptor = file.descriptor(),
                                  .size = file.size(),
                                  .job = job.row.id,
                                  .sequence = job.row.id,
                                  .facts = job.row.facts,
                                  .created = job.row.created};
    ended.result =
        printers::deliver(*job.lu, parcel, job.stop, progress.progress, tls_for_printers());
  } catch (const std::exception& error) {  // no memory; a fault of ours
    ended.result = result(DeliveryResult::What::Failed, error.what());
  }
  return ended;
}

}  // namespace server
