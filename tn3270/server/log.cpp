#include "tn3270/server/log.h"

#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <utility>

namespace server {
namespace {

// Lines waiting for the disk. A flood of refused clients must not become memory.
constexpr std::size_t kQueuedLines = 8192;

spdlog::sink_ptr sink_of(Log::Target target) {
  if (target == Log::Target::Nowhere) {
    return std::make_shared<spdlog::sinks::null_sink_mt>();
  }
  return std::make_shared<spdlog::sinks::stderr_sink_mt>();
}

}  // namespace

struct Log::Impl {
  explicit Impl(Target target)
      : pool(std::make_shared<spdlog::details::thread_pool>(kQueuedLines, 1)),
        logger(std::make_shared<spdlog::async_logger>(
            "tn3270d", sink_of(target), pool, spdlog::async_overflow_policy::overrun_oldest)) {
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %L %v", spdlog::pattern_time_type::utc);
    logger->flush_on(spdlog::level::info);
  }
  std::shared_ptr<spdlog::details::thread_pool> pool;
  std::shared_ptr<spdlog::async_logger> logger;
};

Log::Log(Target target, Level level) : impl_(std::make_unique<Impl>(target)) {
  if (level == Level::Debug) {
    impl_->logger->set_level(spdlog::level::debug);
  }
}

Log::~Log() {
  if (const std::size_t lost = impl_->pool->overrun_counter(); lost > 0) {
    impl_->logger->warn("TND190W {} log lines were dropped because the log could not keep up",
                        lost);
  }
  // Its thread writes the rest and is over before the logger goes, which it would else destroy:
  // TSan, which does not see into libspdlog, takes that for a race.
  impl_->pool.reset();
}

bool Log::writes_debug() const {
  return impl_->logger->should_log(spdlog::level::debug);
}
void Log::debug(const std::string& line) {
  impl_->logger->debug("{}", line);
}
void Log::info(const std::string& line) {
  impl_->logger->info("{}", line);
}
void Log::warning(const std::string& line) {
  impl_->logger->warn("{}", line);
}
void Log::error(const std::string& line) {
  impl_->logger->error("{}", line);
}

}  // namespace server
