namespace Touchstone.Media;

/// <summary>The codes of evaluation: operating points, runs, data sets, calibrations, leaks.</summary>
public static partial class Codes
{
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

    // Error rates: why a table cannot be made or read.
    /// <summary>The runs hold nothing to count.</summary>
    public const string RatesUncounted = "rates.uncounted";
    /// <summary>Runs of several engines.</summary>
    public const string RatesMixed = "rates.mixed";
    /// <summary>The file is no table of error rates.</summary>
    public const string RatesMalformed = "rates.malformed";

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
}
