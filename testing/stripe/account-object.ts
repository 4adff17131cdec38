/** The account that sells, as Stripe answers it. */
export function accountObject(country: string) {
  return {
    business_profile: {
      annual_revenue: {
        amount: null,
        currency: null,
        fiscal_year_end: null,
      },
      estimated_worker_count: null,
      mcc: null,
      name: null,
      product_description: null,
      support_address: {
        city: null,
        country: null,
        line1: null,
        line2: null,
        postal_code: null,
        state: null,
      },
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
      minority_owned_business_designation: null,
    },
    business_type: null,
    capabilities: {
      card_payments: "active",
      transfers: "active",
    },
    charges_enabled: true,
    controller: {
      type: "account",
    },
    country: country,
    created: 1234567890,
    default_currency: "usd",
    details_submitted: true,
    email: null,
    external_accounts: {
      data: [],
      has_more: false,
      object: "list",
      url: "/v1/accounts/acct_test/external_accounts",
    },
    future_requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: [],
      disabled_reason: null,
      errors: [],
      eventually_due: [],
      past_due: [],
      pending_verification: [],
    },
    id: "acct_test",
    metadata: {},
    object: "account" as const,
    payouts_enabled: true,
    requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: [],
      disabled_reason: null,
      errors: [],
      eventually_due: [],
      past_due: [],
      pending_verification: [],
    },
    settings: {
      bacs_debit_payments: {
        display_name: null,
        service_user_number: null,
      },
      branding: {
        icon: null,
        logo: null,
        primary_color: null,
        secondary_color: null,
      },
      card_issuing: {
        tos_acceptance: {
          date: null,
          ip: null,
        },
      },
      card_payments: {
        decline_on: {
          avs_failure: true,
          cvc_failure: true,
        },
        statement_descriptor_prefix: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      dashboard: {
        display_name: null,
        timezone: "Etc/UTC",
      },
      invoices: {
        default_account_tax_ids: null,
        hosted_payment_method_save: null,
      },
      payments: {
        statement_descriptor: null,
        statement_descriptor_kana: null,
        statement_descriptor_kanji: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      payouts: {
        debit_negative_balances: true,
        schedule: {
          delay_days: 2,
          interval: "daily",
        },
        statement_descriptor: null,
      },
      sepa_debit_payments: {},
    },
    tos_acceptance: {
      date: null,
      ip: null,
      user_agent: null,
    },
    type: "standard",
  };
}
