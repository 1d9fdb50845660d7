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
        new ImageManipulation(Removal.ByExemplars)
        {
            Name = "removal-exemplar", Questions = [Question.LocallyEdited], Source = "Criminisi, Pérez & Toyama 2004",
            Description = "A part (0.5 to 4 % of the area, at most 20,000 px) taken out; the hole filled with 9x9 patches from up to 48 px around it.",
            History = "Small pieces of the surroundings repeated; block grid broken inside.",
        },
        new ImageManipulation(Removal.Smoothly)
        {
            Name = "removal-smooth", Questions = [Question.LocallyEdited], Source = "membrane (Laplace's equation); Bertalmio et al. 2000 for the idea",
            Description = "The same hole filled by a membrane over its edge, in one of two with white noise like that around it.",
            History = "No texture inside; noise absent or without the camera's correlation.",
        },
        new ImageManipulation(LocalResampling.Apply)
        {
            Name = "local-resampling", Questions = [Question.LocallyEdited], Source = "own; cubic interpolation after Keys 1981",
            Description = "A part (2 to 12 %) enlarged or shrunk by 6 to 30 % and in one of two turned by up to 8 degrees in place, fading out over its outer 40 %.",
            History = "Interpolated pixels inside: periodic correlations, smoother noise.",
        },
        new ImageManipulation(FaceBlend.Apply)
        {
            Name = "face-blend", Questions = [Question.FaceReplaced, Question.LocallyEdited], Source = "Shiohara & Yamasaki 2022 (self-blended images)",
            Description = "The face recoloured, coarsened or sharpened, moved and resized by up to 5 %, blended over itself under a deformed soft ellipse; face given by the manifest or found by skin colour (Chai & Ngan 1999).",
            History = "A blending edge around the face; colours, sharpness and noise inside differ.",
        },
        new ImageManipulation(Retouch.Smooth)
        {
            Name = "retouch-smooth", Questions = [Question.LocallyEdited], Source = "Tomasi & Manduchi 1998 (bilateral filter)",
            Description = "A part (1 to 6 %) smoothed as skin is: 11x11 bilateral filter, range sigma 20 to 40 levels, edge soft over 3 px.",
            History = "Noise and fine texture gone inside.",
        },
        new ImageManipulation(Retouch.DodgeOrBurn)
        {
            Name = "retouch-dodge-burn", Questions = [Question.LocallyEdited], Source = "own",
            Description = "A part (1 to 6 %) lighter or darker by 10 to 30 %, fading out towards its edge.",
            History = "Noise scaled with the light; otherwise the picture's own.",
        },
        new ImageManipulation(Retouch.Heal)
        {
            Name = "retouch-heal", Questions = [Question.LocallyEdited, Question.Copied], Source = "Pérez, Gangnet & Blake 2003 (seamless cloning)",
            Description = "One to four spots (0.1 to 0.6 % each) covered with pixels from one to two spot widths beside, blended by gradients.",
            History = "Small copies of the surroundings with shifted colours.",
        },
        new ImageManipulation(DoubleSave.ButForAPart)
        {
            Name = "double-save-partial", Questions = [Question.LocallyEdited], Source = "own; the trace after Farid 2009 (JPEG ghosts)",
            Description = "The picture (scaled to 3/4) saved at quality 50, 60, 70 or 80, but for a part (2 to 15 %) that keeps the pixels of before.",
            History = "Twice saved outside, once inside.",
        },
        new ImageManipulation(DoubleSave.Aligned)
        {
            Name = "double-save-aligned", Questions = [Question.History], Source = "own; the trace after Lukas & Fridrich 2003",
            Description = "The whole picture (scaled to 3/4) saved before at quality 50, 60, 70, 80 or 95 on the same grid; the counterpart was not.",
            History = "Two quantisations on one grid.",
        },
        new ImageManipulation(DoubleSave.Shifted)
        {
            Name = "double-save-shifted", Questions = [Question.History], Source = "own; the trace after Bianchi & Piva 2012",
            Description = "The same, cropped by 1 to 7 px across and down between the saves; the counterpart is cropped alike.",
            History = "Two quantisations on two grids.",
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
        new VoiceManipulation(PitchShift.Apply)
        {
            Name = "voice-pitch", Questions = [Question.VoiceSynthetic], Source = "Moulines & Charpentier 1990 (TD-PSOLA)",
            Description = "Pitch up or down by 2 to 5 semitones, formants and length kept.",
            History = "Repeated or dropped periods; counts as a converted voice in the sense of ASVspoof.",
        },
        new VoiceManipulation(FormantShift.Apply)
        {
            Name = "voice-formant", Questions = [Question.VoiceSynthetic], Source = "own; envelope by linear prediction after Makhoul 1975",
            Description = "Formants moved by 0.78 to 0.92 or 1.09 to 1.28, pitch and length kept.",
            History = "Another vocal tract over the same source; counts as a converted voice.",
        },
        new VoiceManipulation(PulseVocoder.Apply)
        {
            Name = "voice-vocoder-pulse", Questions = [Question.VoiceSynthetic], Source = "Atal & Hanauer 1971 (linear-prediction vocoder)",
            Description = "Analysed and built again: pulses or noise through an all-pole filter, 5 ms steps.",
            History = "Pure pulses and noise, minimum phase: the buzz of classic synthesis.",
        },
        new VoiceManipulation(GriffinLim.Apply)
        {
            Name = "voice-vocoder-mel", Questions = [Question.VoiceSynthetic], Source = "Griffin & Lim 1984",
            Description = "Reduced to 80 mel bands and built again with phases found in 32 iterations.",
            History = "Harmonics blurred above 2 kHz, phases not of one source.",
        },
    ];

    /// <summary>The manipulation of a name, or null.</summary>
    public static Manipulation? Find(string name) => All.FirstOrDefault(m => m.Name == name);
}
