using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;
using Touchstone.Workbench.Devices;
using Touchstone.Workbench.Profiles;
using Touchstone.Workbench.Views;

namespace Touchstone.Workbench.Supervision;

/// <summary>What a supervised process is asked to do. Everything the result depends on travels with it.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Policy">Bytes of the policy file.</param>
/// <param name="Questions">Questions to ask; empty for all.</param>
/// <param name="Limits">Bounds on the material.</param>
/// <param name="Threads">Detectors that may run side by side.</param>
/// <param name="Credentials">What credentials are held against.</param>
/// <param name="WithExhibits">Whether pictures for a report are wanted.</param>
internal sealed record WorkerRequest(string Path, byte[] Policy, IReadOnlyList<Question> Questions, Limits Limits, int Threads, CredentialTerms Credentials, bool WithExhibits)
{
    /// <summary>Ids of the detectors to run; empty for all that answer the questions.</summary>
    public IReadOnlyList<string> Detectors { get; init; } = [];

    /// <summary>What turns measurements into evidence.</summary>
    public Calibration Calibration { get; init; } = Calibration.None;

    /// <summary>Which questions may be decided without a person.</summary>
    public Mandate Mandate { get; init; } = Mandate.None;

    /// <summary>Which devices the file is held against.</summary>
    public DeviceTerms Devices { get; init; } = DeviceTerms.None;

    /// <summary>Which profiles the file is compared with.</summary>
    public ProfileTerms Profiles { get; init; } = ProfileTerms.None;

    /// <summary>Views to draw instead of an examination, or null.</summary>
    public ViewTerms? Views { get; init; }

    /// <summary>Whether the pictures inside the file are wanted instead of an examination.</summary>
    public bool Carve { get; init; }

    /// <summary>Whether by what the picture is found again is wanted instead of an examination.</summary>
    public bool Record { get; init; }
}
