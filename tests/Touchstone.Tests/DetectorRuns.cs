using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Workbench;

namespace Touchstone.Tests;

/// <summary>Runs detectors the way most tests want them: nobody trusted, at a fixed moment.</summary>
internal static class DetectorRuns
{
    internal static readonly DateTimeOffset At = new(2026, 11, 23, 23, 59, 59, TimeSpan.Zero);

    internal static Circumstances Circumstances() => new(new ValidationOptions { At = At });

    internal static ExaminationTerms Terms(int threads) => new(PolicyFile.Default, Circumstances()) { Threads = threads };

    internal static Finding Examine(this IDetector detector, Specimen specimen, CancellationToken cancel) => detector.Examine(specimen, Circumstances(), cancel);
}
