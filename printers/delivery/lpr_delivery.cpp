#include "printers/delivery/lpr_delivery.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "printers/delivery/lpr_control_file.h"
#include "printers/delivery/lpr_dialog.h"
#include "printers/delivery/printer_connection.h"

namespace printers {
namespace {

using What = DeliveryResult::What;
namespace limits = config::limits;

// What a spooler means by 3: not now and not later (RFC 1179 says only "not zero"; LPRng, BSD).
constexpr unsigned kNever = 3;

std::string this_machine() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string queue_at(const config::DeliverySettings& settings) {
  return "queue " + settings.queue + " at " + settings.host + " port " +
         std::to_string(settings.port);
}

std::string command(char code, const std::string& operands) {
  return code + operands + "\n";
}

std::string refusal(const std::string& queue, const LprDialog& dialog) {
  std::string why = queue;
  if (dialog.code() == 1) {
    why += " does not accept jobs";
  } else if (dialog.code() == 2) {
    why += " has no room for it now";
  } else if (dialog.code() == kNever) {
    why += " refuses it";
  } else {
    return why + " does not take it: " + dialog.said();
  }
  return why + " (answer " + std::to_string(dialog.code()) + ")" +
         (dialog.said().empty() ? "" : ": " + dialog.said());
}

// One job on one connection.
class LprSession {
 public:
  LprSession(const config::DeliverySettings& settings, const Parcel& parcel, SocketStream& stream,
             Progress& progress)
      : settings_(settings),
        parcel_(parcel),
        stream_(stream),
        progress_(progress),
        queue_(queue_at(settings)),
        job_(lpr_job(settings, parcel, this_machine())),
        bytes_{parcel.descriptor, 0, parcel.size} {}

  DeliveryResult run() {
    if (const Acknowledged queue = dialog_.say(command('\2', settings_.queue), settings_.answer);
        queue != Acknowledged::Yes) {
      return not_done(queue, "the queue's name");
    }
    if (settings_.control == config::ControlFile::Last) {
      if (const Acknowledged data = say_data(settings_.answer); data != Acknowledged::Yes) {
        return not_done(data, "the job's bytes");
      }
      return ended(say_control(last_patience()));
    }
    if (const Acknowledged control = say_control(settings_.answer); control != Acknowledged::Yes) {
      return not_done(control, "the control file");
    }
    return ended(say_data(last_patience()));
  }

 private:
  // Many printers forget the last acknowledgement and wait for our close.
  [[nodiscard]] config::Ticks last_patience() const {
    return std::min(settings_.answer, limits::kLastAcknowledgement);
  }

  Acknowledged say_control(config::Ticks patience) {
    const std::string& file = job_.control_file;
    const Acknowledged begun = dialog_.say(
        command('\2', std::to_string(file.size()) + " " + job_.control_name), settings_.answer);
    if (begun != Acknowledged::Yes) {
      all_said_ = false;
      return begun;
    }
    const Acknowledged done = dialog_.say(file + '\0', patience);
    all_said_ = dialog_.all_sent();
    return done;
  }

  Acknowledged say_data(config::Ticks patience) {
    const Acknowledged begun = dialog_.say(
        command('\3', std::to_string(parcel_.size) + " " + job_.data_name), settings_.answer);
    if (begun != Acknowledged::Yes) {
      all_said_ = false;
      return begun;
    }
    const Acknowledged done = dialog_.say_job(bytes_, progress_, patience);
    all_said_ = dialog_.all_sent();
    return done;
  }

  DeliveryResult printed(const std::string& note) const {
    return {What::Printed, note, settings_.queue + ":" + job_.data_name, parcel_.size};
  }

  DeliveryResult refused() const {
    return {dialog_.code() == kNever ? What::Failed : What::Retry,
            refusal(queue_, dialog_),
            {},
            bytes_.from};
  }

  // It has not got the whole job.
  DeliveryResult not_done(Acknowledged how, const std::string& step) {
    if (how == Acknowledged::Refused) {
      return refused();
    }
    DeliveryResult result{What::Retry, {}, {}, bytes_.from};
    const std::string where =
        " after " + std::to_string(bytes_.from) + " of " + std::to_string(parcel_.size) + " bytes";
    switch (dialog_.how()) {
      case Streamed::Stopped:
        result.what = What::Stopped;
        result.why = "stopped" + where;
        break;
      case Streamed::Unreadable:
        result.why = "the formatted job could not be read" + where;
        break;
      case Streamed::TimedOut:
        result.why = queue_ + " gave no answer to " + step + " within " +
                     words_for(settings_.answer) + where;
        break;
      case Streamed::Lost:
        result.why = queue_ + " broke the connection" + where + ": " + stream_.loss();
        break;
      default:
        result.why = queue_ + " closed the connection instead of an answer to " + step;
        break;
    }
    stream_.abort();
    return result;
  }

  // The last acknowledgement, which may be missing.
  DeliveryResult ended(Acknowledged how) {
    if (how == Acknowledged::Yes) {
      return printed({});
    }
    if (how == Acknowledged::Broken && all_said_ && dialog_.how() == Streamed::TimedOut) {
      stream_.half_close();
      how = dialog_.answer(settings_.answer);
      if (how == Acknowledged::Yes) {
        return printed({});
      }
    }
    if (how == Acknowledged::Refused) {
      return refused();
    }
    if (!all_said_ || !stream_.all_taken()) {
      return not_done(how, "the last file");
    }
    if (dialog_.how() == Streamed::Ended) {
      return printed(queue_ + " took all bytes and closed without the last acknowledgement");
    }
    const std::string why =
        dialog_.how() == Streamed::Lost      ? "broke the connection: " + stream_.loss()
        : dialog_.how() == Streamed::Stopped ? "the delivery was stopped before its acknowledgement"
                                             : "neither acknowledged it nor closed";
    return {What::Unknown, queue_ + " has taken all bytes, but " + why, {}, parcel_.size};
  }

  const config::DeliverySettings& settings_;
  const Parcel& parcel_;
  SocketStream& stream_;
  Progress& progress_;
  std::string queue_;
  LprJob job_;
  Stretch bytes_;
  LprDialog dialog_{stream_};
  bool all_said_ = false;
};

}  // namespace

DeliveryResult deliver_lpr(const config::LuSettings& lu, const Parcel& parcel, const Stop& stop,
                           Progress& progress, const MakeTls& tls) {
  const config::DeliverySettings& settings = *lu.delivery;
  if (parcel.size == 0) {
    return {What::Printed, "the job is empty, nothing was sent"};
  }
  auto opened = open_connection(settings, parcel.job, {.answer = settings.answer}, tls, stop);
  if (const auto* fault = std::get_if<ConnectFault>(&opened)) {
    return result_of(*fault);
  }
  SocketStream& stream = std::get<SocketStream>(opened);
  return LprSession(settings, parcel, stream, progress).run();
}

ProbeResult probe_lpr(const config::LuSettings& lu, const Stop& stop, const MakeTls& tls) {
  using Probed = ProbeResult::What;
  const config::DeliverySettings& settings = *lu.delivery;
  const Clock::time_point until = Clock::now() + kProbe;
  auto opened = open_connection(settings, 0, {until, kProbe}, tls, stop);
  if (const auto* fault = std::get_if<ConnectFault>(&opened)) {
    return probed(*fault);
  }
  SocketStream& stream = std::get<SocketStream>(opened);
  LprDialog dialog(stream);
  const auto left = std::chrono::duration_cast<config::Ticks>(until - Clock::now());
  switch (dialog.say(command('\2', settings.queue), std::max(left, config::Ticks(0)))) {
    case Acknowledged::Yes:
      return {Probed::Ready, queue_at(settings) + " accepts jobs"};
    case Acknowledged::Refused:
      return {Probed::Rejected, refusal(queue_at(settings), dialog)};
    case Acknowledged::Broken:
      break;
  }
  if (dialog.how() == Streamed::TimedOut || dialog.how() == Streamed::Stopped) {
    return {Probed::Silent, queue_at(settings) + " is connected, but does not answer"};
  }
  return {Probed::Rejected, queue_at(settings) + " closed the connection without an answer"};
}

}  // namespace printers
