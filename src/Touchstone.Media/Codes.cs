namespace Touchstone.Media;

/// <summary>Every coded outcome of the system: faults of the material, reasons of a finding, reasons of a decision.</summary>
/// <remarks>One file on purpose: a code is an interface. A code is never renamed; it may only be retired.</remarks>
public static class Codes
{
    // Intake: why a file could not become a specimen.
    /// <summary>The file has no bytes.</summary>
    public const string IntakeEmpty = "intake.empty";
    /// <summary>The path does not exist.</summary>
    public const string IntakeNotFound = "intake.not-found";
    /// <summary>The file exists but may not be read.</summary>
    public const string IntakeUnreadable = "intake.unreadable";
    /// <summary>The path is a link; links are not followed.</summary>
    public const string IntakeLink = "intake.link";
    /// <summary>The path is no regular file (device, pipe, socket).</summary>
    public const string IntakeNotRegularFile = "intake.not-regular-file";
    /// <summary>The content matches no known media format.</summary>
    public const string IntakeUnknownFormat = "intake.unknown-format";
    /// <summary>The extension names another format than the content.</summary>
    public const string IntakeWrongExtension = "intake.wrong-extension";

    // Limits: a named bound was passed.
    /// <summary>More bytes than <see cref="Limits.MaximumBytes"/>.</summary>
    public const string LimitBytes = "limit.bytes";
    /// <summary>More pixels than <see cref="Limits.MaximumPixels"/>.</summary>
    public const string LimitPixels = "limit.pixels";
    /// <summary>Longer than <see cref="Limits.MaximumDurationSeconds"/>.</summary>
    public const string LimitDuration = "limit.duration";
    /// <summary>More frames than <see cref="Limits.MaximumFrames"/>.</summary>
    public const string LimitFrames = "limit.frames";
    /// <summary>More container nodes than <see cref="Limits.MaximumNodes"/>.</summary>
    public const string LimitNodes = "limit.nodes";
    /// <summary>Deeper nesting than <see cref="Limits.MaximumNesting"/>.</summary>
    public const string LimitNesting = "limit.nesting";
    /// <summary>A decoded view passed its memory or output bound.</summary>
    public const string LimitOutput = "limit.output";

    // Views: why a decoded form is missing.
    /// <summary>This kind of media has no such view.</summary>
    public const string ViewNotPresent = "view.not-present";
    /// <summary>The reference of a difference has another size than the specimen.</summary>
    public const string ViewSizeMismatch = "view.size-mismatch";
    /// <summary>The reference of a difference could not be opened.</summary>
    public const string ViewReference = "view.reference";
    /// <summary>A view stopped by its own defect.</summary>
    public const string ViewFailed = "view.failed";
    /// <summary>The file has no byte at the place asked for.</summary>
    public const string ViewOutside = "view.outside";
    /// <summary>The container structure is damaged.</summary>
    public const string ContainerDamaged = "container.damaged";
    /// <summary>The file ends before its structure does.</summary>
    public const string ContainerTruncated = "container.truncated";
    /// <summary>The image could not be decoded.</summary>
    public const string PixelsUndecodable = "pixels.undecodable";
    /// <summary>The JPEG entropy data is damaged.</summary>
    public const string JpegDamaged = "jpeg.damaged";
    /// <summary>A JPEG process this decoder does not read (arithmetic, lossless, hierarchical, 12 bit).</summary>
    public const string JpegUnsupported = "jpeg.unsupported";
    /// <summary>There is no audio stream.</summary>
    public const string AudioNoStream = "audio.no-stream";
    /// <summary>The audio could not be decoded.</summary>
    public const string AudioUndecodable = "audio.undecodable";
    /// <summary>There is no video stream.</summary>
    public const string VideoNoStream = "video.no-stream";
    /// <summary>The video could not be decoded.</summary>
    public const string VideoUndecodable = "video.undecodable";
    /// <summary>ffmpeg or ffprobe is not installed.</summary>
    public const string FfmpegMissing = "ffmpeg.missing";
    /// <summary>ffmpeg did not finish within its time.</summary>
    public const string FfmpegTimeout = "ffmpeg.timeout";

    // Supervision: what became of the child process.
    /// <summary>The examining process ended unexpectedly.</summary>
    public const string WorkerCrashed = "worker.crashed";
    /// <summary>The examination passed its wall time and was stopped.</summary>
    public const string WorkerTimeout = "worker.timeout";
    /// <summary>The examination passed its memory bound and was stopped.</summary>
    public const string WorkerMemory = "worker.memory";
    /// <summary>The examination passed its processor time and was stopped.</summary>
    public const string WorkerCpu = "worker.cpu";
    /// <summary>The examining process wrote more than it may.</summary>
    public const string WorkerOutput = "worker.output";
    /// <summary>The examining process broke the protocol.</summary>
    public const string WorkerProtocol = "worker.protocol";

    // Detectors: why a finding is not measured, or that it is.
    /// <summary>The measurement was made.</summary>
    public const string Measured = "measured";
    /// <summary>A detector met a fault of its own.</summary>
    public const string DetectorFailed = "detector.failed";
    /// <summary>The detector reads another kind of media or format.</summary>
    public const string NotApplicableFormat = "not-applicable.format";
    /// <summary>The specimen is too small or too short for the method.</summary>
    public const string NotApplicableTooSmall = "not-applicable.too-small";
    /// <summary>The specimen is too large or too long for the method.</summary>
    public const string NotApplicableTooLarge = "not-applicable.too-large";
    /// <summary>The specimen does not carry the trace the method reads (flat, saturated, silent).</summary>
    public const string NotApplicableNoTrace = "not-applicable.no-trace";
    /// <summary>Too little of the specimen is usable for a reliable measurement.</summary>
    public const string NotApplicableUnreliable = "not-applicable.unreliable";
    /// <summary>The trace is destroyed by later processing (strong recompression, resizing).</summary>
    public const string NotApplicableProcessed = "not-applicable.processed";

    /// <summary>No enrolled device was given to hold it against.</summary>
    public const string NotApplicableNoDevice = "not-applicable.no-device";

    /// <summary>No profile of known files was given to compare it with.</summary>
    public const string NotApplicableNoProfile = "not-applicable.no-profile";

    // Profiles: why one was not made, or its file cannot be used.
    /// <summary>The file is no profile.</summary>
    public const string ProfileMalformed = "profile.malformed";
    /// <summary>Its content is not what was written or signed.</summary>
    public const string ProfileChanged = "profile.changed";
    /// <summary>It carries no signature.</summary>
    public const string ProfileUnsigned = "profile.unsigned";
    /// <summary>It is signed with another key than the one trusted.</summary>
    public const string ProfileWrongKey = "profile.wrong-key";
    /// <summary>Too few or too many files could be read.</summary>
    public const string ProfileReferences = "profile.references";

    // Stores of pictures: why one cannot be used.
    /// <summary>There is no store where one is searched.</summary>
    public const string StoreMissing = "store.missing";
    /// <summary>The file is no store of pictures of this version, or was changed.</summary>
    public const string StoreMalformed = "store.malformed";
    /// <summary>The store holds as many pictures as it can.</summary>
    public const string StoreFull = "store.full";

    // Devices: why one was not enrolled, or its file cannot be used.
    /// <summary>The file is no device file.</summary>
    public const string DeviceMalformed = "device.malformed";
    /// <summary>Its content is not what was written or signed.</summary>
    public const string DeviceChanged = "device.changed";
    /// <summary>It carries no signature.</summary>
    public const string DeviceUnsigned = "device.unsigned";
    /// <summary>It is signed with another key than the one trusted.</summary>
    public const string DeviceWrongKey = "device.wrong-key";
    /// <summary>More devices were given than are compared at once.</summary>
    public const string DeviceTooMany = "device.too-many";
    /// <summary>Too few pictures of one size could be read.</summary>
    public const string DeviceTooFew = "device.too-few-references";
    /// <summary>The pictures do not share a sensor's noise, or state different devices.</summary>
    public const string DeviceMixed = "device.mixed-references";

    // Decisions: why the outcome is what it is.
    /// <summary>A structural contradiction was found.</summary>
    public const string DecisionContradiction = "decision.structural-contradiction";
    /// <summary>Calibrated evidence passes the threshold for flagging.</summary>
    public const string DecisionSupportsManipulation = "decision.supports-manipulation";
    /// <summary>Calibrated evidence passes the threshold for clearing.</summary>
    public const string DecisionSupportsAuthenticity = "decision.supports-authenticity";
    /// <summary>Calibrated evidence lies between the thresholds.</summary>
    public const string DecisionUncertain = "decision.uncertain";
    /// <summary>No calibrated detector answered a question the policy asks.</summary>
    public const string DecisionUncalibrated = "decision.no-calibrated-evidence";
    /// <summary>A detector failed, so a person looks.</summary>
    public const string DecisionDetectorFailed = "decision.detector-failed";
    /// <summary>The specimen could not be examined.</summary>
    public const string DecisionNotExamined = "decision.not-examined";
    /// <summary>The policy may not decide automatically on this question.</summary>
    public const string DecisionWeighty = "decision.weighty";
    /// <summary>No gate has been passed that allows deciding this question without a person.</summary>
    public const string DecisionNoGate = "decision.no-gate";
    /// <summary>The gate was passed, and its time is over.</summary>
    public const string DecisionGateExpired = "decision.gate-expired";
    /// <summary>The gate was passed with another policy or other detector versions.</summary>
    public const string DecisionGateStale = "decision.gate-stale";

    // Signing: why a file was not signed.
    /// <summary>The file to be signed, or one it was made from, cannot be read.</summary>
    public const string SignInput = "sign.input-unreadable";
    /// <summary>Credentials cannot be written into files of this format.</summary>
    public const string SignFormat = "sign.format-unsupported";
    /// <summary>What shall be said of the file contradicts itself, its history or the specification.</summary>
    public const string SignStatement = "sign.statement";
    /// <summary>The key file holds no private key that can be read.</summary>
    public const string SignKey = "sign.key-unreadable";
    /// <summary>The certificate file holds no certificate that can be read.</summary>
    public const string SignCertificate = "sign.certificate-unreadable";
    /// <summary>The key belongs to another certificate.</summary>
    public const string SignMismatch = "sign.key-mismatch";
    /// <summary>A certificate is not valid yet or has expired.</summary>
    public const string SignValidity = "sign.certificate-outside-validity";
    /// <summary>The certificate breaks the profile of C2PA 2.2 §14.5.1.</summary>
    public const string SignUnfit = "sign.certificate-unfit";
    /// <summary>The certificates are not each signed by the next.</summary>
    public const string SignChain = "sign.chain-broken";
    /// <summary>There is a file of the output's name already.</summary>
    public const string SignOutputExists = "sign.output-exists";
    /// <summary>The output is one of the files that are read.</summary>
    public const string SignOutputIsInput = "sign.output-is-input";
    /// <summary>The output cannot be written.</summary>
    public const string SignOutput = "sign.output-unwritable";
    /// <summary>The signed file did not pass its own validation and was not kept.</summary>
    public const string SignCheck = "sign.check-failed";

    // Operating points: why one cannot be used.
    /// <summary>The file is no operating point, or contradicts itself.</summary>
    public const string OperatingPointMalformed = "operating-point.malformed";
    /// <summary>It carries no signature.</summary>
    public const string OperatingPointUnsigned = "operating-point.unsigned";
    /// <summary>It is signed with another key than the one trusted.</summary>
    public const string OperatingPointWrongKey = "operating-point.wrong-key";
    /// <summary>It was changed after signing.</summary>
    public const string OperatingPointChanged = "operating-point.changed";
    /// <summary>Its last gate has ended.</summary>
    public const string OperatingPointExpired = "operating-point.expired";
    /// <summary>The key file holds no key that can be used.</summary>
    public const string OperatingPointKey = "operating-point.key-unreadable";

    // Files that a command works with.
    /// <summary>A file or folder cannot be read or written.</summary>
    public const string FileUnusable = "file.unusable";
    /// <summary>A command ended by a fault that it does not foresee: a defect of the program.</summary>
    public const string CommandUnexpected = "command.unexpected";
    /// <summary>A folder of views holds those of another file.</summary>
    public const string ViewOtherFile = "view.other-file";
    /// <summary>The file is no gate, or contradicts itself.</summary>
    public const string GateMalformed = "gate.malformed";
    /// <summary>The file is no drawing of a scene, or its marks do not determine what is asked.</summary>
    public const string GeometryMalformed = "geometry.malformed";
    /// <summary>The file is no policy, or contradicts itself.</summary>
    public const string PolicyMalformed = "policy.malformed";

    // Runs: why a file of a data set gave no trial.
    /// <summary>The file is not there, is empty or cannot be read.</summary>
    public const string RunUnreadable = "run.file-unreadable";
    /// <summary>The file is not the one its manifest states.</summary>
    public const string RunOtherHash = "run.hash-differs";

    // Trials: why a table of trials cannot be used.
    /// <summary>The table cannot be read, or lacks a column.</summary>
    public const string TrialTable = "trials.table";
    /// <summary>A value of the table is not what its column holds.</summary>
    public const string TrialValue = "trials.value";

    // Data sets: what is wrong with a manifest or a file it names.
    /// <summary>The manifest cannot be read as a table with a column of paths.</summary>
    public const string DataManifestUnreadable = "data.manifest-unreadable";
    /// <summary>A row is damaged: its quotes, or the number of its fields.</summary>
    public const string DataRowDamaged = "data.row-damaged";
    /// <summary>A row names no file.</summary>
    public const string DataPathMissing = "data.path-missing";
    /// <summary>A path leads out of the data set's folder.</summary>
    public const string DataPathEscapes = "data.path-escapes";
    /// <summary>Two rows name the same file.</summary>
    public const string DataPathDuplicate = "data.path-duplicate";
    /// <summary>There is no file of that name.</summary>
    public const string DataFileMissing = "data.file-missing";
    /// <summary>The stated SHA-256 is no SHA-256.</summary>
    public const string DataHashMalformed = "data.hash-malformed";
    /// <summary>The file has another SHA-256 than stated.</summary>
    public const string DataHashDiffers = "data.hash-differs";
    /// <summary>The meaning of a label is not known.</summary>
    public const string DataLabelUnknown = "data.label-unknown";
    /// <summary>Rows have no label.</summary>
    public const string DataLabelMissing = "data.label-missing";
    /// <summary>A question is named that is none.</summary>
    public const string DataQuestionUnknown = "data.question-unknown";
    /// <summary>A manipulated file does not say which question it answers.</summary>
    public const string DataQuestionMissing = "data.question-missing";
    /// <summary>The mask's file is not there.</summary>
    public const string DataMaskMissing = "data.mask-missing";
    /// <summary>The mask cannot be read as an image.</summary>
    public const string DataMaskUnreadable = "data.mask-unreadable";
    /// <summary>The mask has another size than its file.</summary>
    public const string DataMaskSize = "data.mask-size";
    /// <summary>Rows state no licence.</summary>
    public const string DataLicenceMissing = "data.licence-missing";
    /// <summary>Rows state no consent.</summary>
    public const string DataConsentMissing = "data.consent-missing";
    /// <summary>A date is not understood.</summary>
    public const string DataDateUnknown = "data.date-unknown";

    // Calibrations: why nothing was fitted, or a file cannot be used.
    /// <summary>Nothing was measured.</summary>
    public const string CalibrationUnanswered = "calibration.unanswered";
    /// <summary>The main score only describes.</summary>
    public const string CalibrationDescriptive = "calibration.descriptive";
    /// <summary>Trials of several versions.</summary>
    public const string CalibrationMixed = "calibration.mixed";
    /// <summary>Only authentic or only manipulated cases.</summary>
    public const string CalibrationOneClass = "calibration.one-class";
    /// <summary>Too few cases or clusters.</summary>
    public const string CalibrationTooFew = "calibration.too-few";
    /// <summary>The score is higher on authentic material.</summary>
    public const string CalibrationWrongWay = "calibration.wrong-way";
    /// <summary>The file is no calibration, or contradicts itself.</summary>
    public const string CalibrationMalformed = "calibration.malformed";
    /// <summary>The content is not what its hash names.</summary>
    public const string CalibrationChanged = "calibration.changed";

    // Making: why a specimen was not made.
    /// <summary>No other source may give a part.</summary>
    public const string MakeNoDonor = "make.no-donor";
    /// <summary>ffmpeg or the encoder that is needed is not installed.</summary>
    public const string MakeNoEncoder = "make.no-encoder";
    /// <summary>No media of the right kind were found to make anything from.</summary>
    public const string MakeNoSource = "make.no-source";
    /// <summary>The folder to write to is not empty.</summary>
    public const string MakeOutputExists = "make.output-exists";
    /// <summary>Nothing is left of the change once the item is saved.</summary>
    public const string MakeUnchanged = "make.unchanged";
    /// <summary>Nothing in a folder fits the layout that was named.</summary>
    public const string DataLayoutUnknown = "data.layout-unknown";

    // Leaks: why figures on a data set would flatter.
    /// <summary>The same bytes are there more than once.</summary>
    public const string LeakDuplicate = "leak.duplicate";
    /// <summary>The same bytes are called authentic and manipulated.</summary>
    public const string LeakDuplicateLabels = "leak.duplicate-labels";
    /// <summary>The same bytes are on both sides of a split.</summary>
    public const string LeakDuplicateSplits = "leak.duplicate-splits";
    /// <summary>Two files are alike to eye or ear.</summary>
    public const string LeakNearDuplicate = "leak.near-duplicate";
    /// <summary>Two files that are alike to eye or ear are on both sides of a split.</summary>
    public const string LeakNearDuplicateSplits = "leak.near-duplicate-splits";
    /// <summary>A subject is on both sides of a split.</summary>
    public const string LeakSubjectSplits = "leak.subject-splits";
    /// <summary>A session or source is on both sides of a split.</summary>
    public const string LeakSessionSplits = "leak.session-splits";
    /// <summary>The test is on the past, or its dates overlap with what was fitted on.</summary>
    public const string LeakDates = "leak.dates";
    /// <summary>Files state no split.</summary>
    public const string LeakSplitMissing = "leak.split-missing";
    /// <summary>A split has another name than fit, calibrate and test.</summary>
    public const string LeakSplitUnknown = "leak.split-unknown";
    /// <summary>Format, sizes, coding or metadata alone tell the classes apart.</summary>
    public const string LeakShortcut = "leak.shortcut";
    /// <summary>A file could not be compared with the others.</summary>
    public const string LeakNotCompared = "leak.not-compared";

    // Service: what the console, the interface and the workers say.
    /// <summary>These bytes are no line of a journal.</summary>
    public const string JournalMalformed = "journal.malformed";
    /// <summary>A number is left out or used twice.</summary>
    public const string JournalSequence = "journal.sequence";
    /// <summary>A link does not follow from the line before and the body.</summary>
    public const string JournalLink = "journal.link";
    /// <summary>A signature is not one of the key over the link.</summary>
    public const string JournalSignature = "journal.signature";
    /// <summary>A time lies before the one of the line before.</summary>
    public const string JournalTime = "journal.time";
    /// <summary>The key is not the journal's.</summary>
    public const string JournalKey = "journal.key";
    /// <summary>The table says otherwise than the signed line.</summary>
    public const string JournalColumns = "journal.columns";
    /// <summary>The file of the journal's end is missing, damaged or another journal's.</summary>
    public const string JournalHead = "journal.head";
    /// <summary>Lines are cut off the end.</summary>
    public const string JournalTruncated = "journal.truncated";
    /// <summary>The file is no case package, or a damaged one.</summary>
    public const string PackageMalformed = "package.malformed";
    /// <summary>A part of a package has a name that leads out of it.</summary>
    public const string PackagePath = "package.path";
    /// <summary>A package has a part that packages do not have, or one twice.</summary>
    public const string PackagePartUnknown = "package.part-unknown";
    /// <summary>A part of a package is missing.</summary>
    public const string PackagePartMissing = "package.part-missing";
    /// <summary>A part of a package unpacks to more than is allowed.</summary>
    public const string PackageTooLarge = "package.too-large";
    /// <summary>A part of a package is not what its manifest says.</summary>
    public const string PackageDigest = "package.digest";
    /// <summary>The manifest is not signed by the key of the package.</summary>
    public const string PackageSignature = "package.signature";
    /// <summary>The package is signed by another key than the one that was given.</summary>
    public const string PackageKey = "package.key";
    /// <summary>Parts of a package contradict each other.</summary>
    public const string PackageContradiction = "package.contradiction";
    /// <summary>There is no such case, or its examination has not ended.</summary>
    public const string PackageUnfinished = "package.unfinished";
    /// <summary>The specimen is neither in the package nor given, or is another one.</summary>
    public const string PackageSpecimen = "package.specimen";
    /// <summary>There is no journal at the place that was named.</summary>
    public const string JournalMissing = "journal.missing";
    /// <summary>There is no database at the place that was named.</summary>
    public const string DatabaseMissing = "database.missing";
    /// <summary>The database does not answer.</summary>
    public const string DatabaseUnreachable = "database.unreachable";
    /// <summary>The tables are those of another version.</summary>
    public const string DatabaseVersion = "database.version";
    /// <summary>The place that is to be written to holds something already.</summary>
    public const string BackupTargetNotEmpty = "backup.target-not-empty";
    /// <summary>The file is no backup, or a damaged one.</summary>
    public const string BackupMalformed = "backup.malformed";
    /// <summary>A part of a backup, or a stored content, is not what its digest says.</summary>
    public const string BackupDigest = "backup.digest";
    /// <summary>A part of a backup is missing, or one too many is there.</summary>
    public const string BackupPart = "backup.part";
    /// <summary>A copy is not what was copied.</summary>
    public const string BackupContradiction = "backup.contradiction";
    /// <summary>Another process has the data folder open.</summary>
    public const string ServiceFolderInUse = "service.folder-in-use";
    /// <summary>There is no Chromium to print a report with.</summary>
    public const string ReportPrinterMissing = "report.printer-missing";
    /// <summary>Printing a report failed or took too long.</summary>
    public const string ReportPrintFailed = "report.print-failed";
    /// <summary>A report or its signature cannot be read.</summary>
    public const string ReportMalformed = "report.malformed";
    /// <summary>A file is not the one that was signed.</summary>
    public const string ReportDigest = "report.digest";
    /// <summary>The signature of a report is not one of the key.</summary>
    public const string ReportSignature = "report.signature";
    /// <summary>This person may not do this here.</summary>
    public const string ServiceForbidden = "service.forbidden";
    /// <summary>The person could not be confirmed by password or passkey.</summary>
    public const string ServiceNotConfirmed = "service.not-confirmed";
    /// <summary>The media are no longer stored.</summary>
    public const string ServiceSpecimenGone = "service.specimen-gone";
    /// <summary>An examination was put aside after too many attempts.</summary>
    public const string ServiceSetAside = "service.set-aside";
    /// <summary>The examination's state does not allow the order.</summary>
    public const string ServiceExaminationState = "service.examination-state";
    /// <summary>As many examinations wait as may.</summary>
    public const string ServiceQueueFull = "service.queue-full";
    /// <summary>A value of a request is not as it has to be.</summary>
    public const string ServiceInvalid = "service.invalid";
    /// <summary>There is no such thing, or this person may not see it.</summary>
    public const string ServiceNotFound = "service.not-found";
    /// <summary>A page of another site asked a browser to send this.</summary>
    public const string ServiceCrossSite = "service.cross-site";
    /// <summary>Too many requests in too short a time.</summary>
    public const string ServiceTooManyRequests = "service.too-many-requests";
    /// <summary>The same idempotency key came with another request.</summary>
    public const string ServiceKeyReused = "service.idempotency-key-reused";
    /// <summary>An address may not be fetched from.</summary>
    public const string FetchRefused = "fetch.refused";
    /// <summary>An address did not answer, or answered with an error.</summary>
    public const string FetchFailed = "fetch.failed";
    /// <summary>Signing in failed.</summary>
    public const string ServiceSignIn = "service.sign-in";
}
