using Touchstone.Engine.Detectors.Metadata.ReferenceProfile;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Profiles;
using Touchstone.Media;
using Touchstone.Tests.Engine.Profiles;
using Touchstone.Tests.Media.Jpeg;

namespace Touchstone.Tests.Engine.Detectors.Metadata;

/// <summary>Origin of the vectors: files made here, see <see cref="ProfileSamples"/>.</summary>
public sealed class ReferenceProfileTests
{
    private static readonly FileProfile Profile = ProfileSamples.Profile(24);

    private static Finding Examine(byte[] bytes, params FileProfile[] profiles)
    {
        using var specimen = JpegSamples.Open(bytes);
        return new ReferenceProfile().Examine(specimen, DetectorRuns.Circumstances().With(profiles), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void One_more_file_of_the_source_agrees_in_everything()
    {
        var finding = Examine(ProfileSamples.OfDevice(100), Profile);
        Assert.Equal((FindingState.Measured, 0, 1), (finding.State, (int)finding.Scores[0].Value, (int)finding.Scores[1].Value));
        Assert.StartsWith("Every one of", finding.Reason.Text);
        Assert.Equal("profile.shared", Assert.Single(finding.Observations).Rule);
    }

    [Fact]
    public void A_file_of_the_source_that_was_saved_again_differs_and_the_rarity_is_stated()
    {
        var finding = Examine(ProfileSamples.Edited(100), Profile);
        Assert.Contains(finding.Observations, o => o.Rule == "profile.unseen" && o.Text.StartsWith("Luma table is", StringComparison.Ordinal) && o.Text.Contains("at most 11.7 % have it (95 %)", StringComparison.Ordinal));
        Assert.Contains(finding.Observations, o => o.Text.StartsWith("Frame is “SOF2", StringComparison.Ordinal));
        Assert.Equal(0.04, finding.Scores[1].Value, 6);
        Assert.Contains("at most 0.04 (with 24 references, none smaller can be stated)", finding.Reason.Text);
        Assert.False(finding.StandsOut());
    }

    [Fact]
    public void The_profile_the_file_is_most_like_is_told_first()
    {
        var other = FileProfile.Of("Two", [.. Enumerable.Range(0, 5).Select(i => ($"{i}", $"{i}", ProfileSamples.Shape(ProfileSamples.OfOther(i))))]);
        var finding = Examine(ProfileSamples.OfOther(50), Profile, other);
        Assert.Contains("of Two", finding.Scores[0].Name);
        Assert.Equal((0, true), ((int)finding.Scores[0].Value, finding.Scores[2].Value > 2));
        Assert.Contains(finding.Observations, o => o.Text.Contains("in none of the references: 0xA434:2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_reference_itself_is_not_taken_for_evidence_and_without_a_profile_it_does_not_apply()
    {
        Assert.Contains("says nothing", Examine(ProfileSamples.OfDevice(0), Profile).Reason.Text);
        Assert.Equal(Codes.NotApplicableNoProfile, Examine(ProfileSamples.OfDevice(0)).Reason.Code);
    }
}
