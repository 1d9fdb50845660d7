namespace Touchstone.Media;

/// <summary>Every coded outcome of the system: faults of the material, reasons of a finding, reasons of a decision.</summary>
/// <remarks>One place on purpose, with EvaluationCodes.cs beside it: a code is an interface. A code is never renamed; it may only be retired.</remarks>
public static partial class Codes
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
    /// <summary>A table does not say what the journal says.</summary>
    public const string JournalState = "journal.state";
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
    /// <summary>An option of the service is not as it has to be.</summary>
    public const string ServiceOption = "service.option";
    /// <summary>A certificate cannot be used.</summary>
    public const string ServiceCertificate = "service.certificate";
    /// <summary>With the OpenID provider alone, no administrator could come in.</summary>
    public const string ServiceSignOnOnly = "service.sign-on-only";
    /// <summary>The store of the media does not answer.</summary>
    public const string ServiceStore = "service.store";
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
    /// <summary>A defect of the service; its log says more.</summary>
    public const string ServiceFault = "service.fault";
    /// <summary>A page of another site asked a browser to send this.</summary>
    public const string ServiceCrossSite = "service.cross-site";
    /// <summary>Too many requests in too short a time.</summary>
    public const string ServiceTooManyRequests = "service.too-many-requests";
    /// <summary>The same idempotency key came with another request.</summary>
    public const string ServiceKeyReused = "service.idempotency-key-reused";
    /// <summary>Too many or too large uploads are unfinished.</summary>
    public const string UploadQuota = "upload.quota";
    /// <summary>The part does not begin where the upload ends, or the upload is not whole.</summary>
    public const string UploadOffset = "upload.offset";
    /// <summary>Another request adds to the upload at this moment.</summary>
    public const string UploadBusy = "upload.busy";
    /// <summary>An address may not be fetched from.</summary>
    public const string FetchRefused = "fetch.refused";
    /// <summary>An address did not answer, or answered with an error.</summary>
    public const string FetchFailed = "fetch.failed";
    /// <summary>Signing in failed.</summary>
    public const string ServiceSignIn = "service.sign-in";
}
