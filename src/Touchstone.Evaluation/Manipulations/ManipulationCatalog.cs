using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations.Image;
using Touchstone.Evaluation.Manipulations.Voice;

namespace Touchstone.Evaluation.Manipulations;

/// <summary>Every manipulation there is: an explicit list, looked up by name.</summary>
public static class ManipulationCatalog
{
    /// <summary>All, pictures before voices.</summary>
    public static IReadOnlyList<Manipulation> All { get; } =
    [
        new ImageManipulation(Splice.Feathered)
        {
            Name = "splice-feathered", Questions = [Question.LocallyEdited], NeedsDonor = true, Source = "own; alpha blending after Porter & Duff 1984",
            Description = "A part of another picture (1 to 12 % of the area, drawn outline) put in; edge hard or feathered by up to 4 px.",
            History = "The part keeps the donor's saves, block grid, noise and colour filter pattern; its edge is soft or hard.",
        },
        new ImageManipulation(Splice.Poisson)
        {
            Name = "splice-poisson", Questions = [Question.LocallyEdited], NeedsDonor = true, Source = "Pérez, Gangnet & Blake 2003",
            Description = "The same part blended by gradients: imported, or in one of three the stronger of both.",
            History = "As a splice, but colours drift smoothly to meet the edge; fine detail of the donor's saves stays.",
        },
        new ImageManipulation(CopyMove.Plain)
        {
            Name = "copy-move", Questions = [Question.Copied, Question.LocallyEdited], Source = "own",
            Description = "A part (1 to 8 % of the area) copied elsewhere by whole pixels; edge hard or feathered by 1 to 2 px.",
            History = "The same pixels twice; the copy's block grid is shifted.",
        },
        new ImageManipulation(CopyMove.Transformed)
        {
            Name = "copy-move-transformed", Questions = [Question.Copied, Question.LocallyEdited], Source = "own; cubic interpolation after Keys 1981",
            Description = "The copy turned by up to 45 degrees (one in six by a quarter or half turn) and scaled by 0.8 to 1.25 (one in three not).",
            History = "The same content twice, once interpolated.",
        },
        new VoiceManipulation(CutAndInsert.Replace)
        {
            Name = "voice-replace", Questions = [Question.Cut], NeedsDonor = true, Source = "own",
            Description = "0.25 to 0.9 s of another recording put over this one at its level; cut hard or cross-faded over 5, 10 or 20 ms. The length stays.",
            History = "Two joints; between them the donor's room, noise floor and codec.",
        },
        new VoiceManipulation(CutAndInsert.Repeat)
        {
            Name = "voice-repeat", Questions = [Question.Cut], Source = "own",
            Description = "0.25 to 0.9 s of the recording put over another part of itself; cut hard or cross-faded. The length stays.",
            History = "Two joints; the same samples twice.",
        },
        new VoiceManipulation(CutAndInsert.Delete)
        {
            Name = "voice-delete", Questions = [Question.Cut], Source = "own",
            Description = "0.25 to 0.9 s taken out, the ends joined hard or cross-faded; the counterpart is shortened at its end by as much.",
            History = "One joint; the mains hum's phase and the room's decay jump there.",
        },
    ];

    /// <summary>The manipulation of a name, or null.</summary>
    public static Manipulation? Find(string name) => All.FirstOrDefault(m => m.Name == name);
}
