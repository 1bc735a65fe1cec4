/**
 * The part of the ROQ schema that inviting needs, restated from the types @roq/nodejs 1.0.20 was generated from.
 * A string module, because the build copies no assets.
 */
export const roqSchema = /* GraphQL */ `
scalar Date        # wire: ISO-8601 string with ms + Z (roq-core DateScalar.serialize -> toISOString())
scalar JsonObject

enum OrderEnum { ASC DESC }
enum UserInviteStatusEnum { accepted canceled expired pending }
enum UserInviteOrderSortEnum { createdAt data email firstName lastName locale status updatedAt }
enum UserInviteSearchKeyEnum { firstName lastName locale }          # NB: no email
enum UserOrderSortEnum { active createdAt email firstName lastName locale phone timezone updatedAt }
enum UserSearchKeyEnum { email firstName lastName locale phone timezone }
enum RoleOrderSortEnum { createdAt description id isSystemManaged key name updatedAt }
enum RoleSearchKeyEnum { description key name }
enum TenantOrderSortEnum { createdAt }
enum UserGroupOrderSortEnum { createdAt name reference type updatedAt }
enum UserGroupSearchKeyEnum { name reference type }
input UserGroupFilterArgType { id: IdFilterArgType name: StringFilterArgType reference: StringFilterArgType roleId: IdFilterArgType type: StringFilterArgType userId: IdFilterArgType }
input UserGroupOrderArgType { order: OrderEnum! sort: UserGroupOrderSortEnum! }
input UserGroupSearchArgType { key: UserGroupSearchKeyEnum! value: String! }

input IdFilterArgType { equalTo: ID notEqualTo: ID valueIn: [ID!] valueNotIn: [ID!] }
input StringFilterArgType { equalTo: String iLike: String like: String notEqualTo: String valueIn: [String!] valueNotIn: [String!] }
input DateFilterArgType { equalTo: Date lessThan: Date lessThanEqual: Date moreThan: Date moreThanEqual: Date notEqualTo: Date }
input BooleanFilterArgType { equalTo: Boolean notEqualTo: Boolean }

# ---------- user invites ----------
input UserInviteCreateV2Dto {
  createdByUserId: ID!
  email: String!
  firstName: String
  injectableVariables: JsonObject
  lastName: String
  locale: String
  roles: [String!]            # role KEYS (doc table says "IDs"; every example passes keys)
}
input UserInvitesCreateV2Dto { tenantId: ID! userInvites: [UserInviteCreateV2Dto!]! }

# legacy V1 (still in the schema, not sent by SDK 1.0.20, used by @roq/ui-react)
input UserInviteCreateDto {
  createdByUserId: ID!
  data: JsonObject
  email: String!
  firstName: String
  lastName: String
  locale: String
  roles: [String!]
  status: UserInviteStatusEnum
  tenantId: ID
}
input UserInvitesCreateDto { tenantId: ID userInvites: [UserInviteCreateDto!]! }

input UserInviteUpdateDto { acceptedByUserId: ID data: JsonObject firstName: String lastName: String locale: String }
input AcceptUserInviteDto { token: String! }
input AcceptUserInviteV2Dto { token: String! }

input UserInviteFilterArgType {           # NB: no createdAt / updatedAt / statusUpdatedAt / roleKeys
  acceptedByUserId: IdFilterArgType
  createdByUserId: IdFilterArgType
  email: StringFilterArgType
  firstName: StringFilterArgType
  id: IdFilterArgType
  lastName: StringFilterArgType
  locale: StringFilterArgType
  status: StringFilterArgType             # String, not the enum type
  tenantId: IdFilterArgType
  userTokenId: IdFilterArgType
}
input UserInviteOrderArgType { order: OrderEnum! sort: UserInviteOrderSortEnum! }
input UserInviteSearchArgType { key: UserInviteSearchKeyEnum! value: String! }

type UserInviteModel {
  acceptedBy(filter: UserFilterArgType, limit: Int, offset: Int, order: UserOrderArgType, search: UserSearchArgType): UserModel
  acceptedByUserId: ID
  createdAt: Date!
  createdBy(filter: UserFilterArgType, limit: Int, offset: Int, order: UserOrderArgType, search: UserSearchArgType): UserModel!
  createdByUserId: ID!
  data: JsonObject
  email: String!
  firstName: String
  id: ID!
  lastName: String
  locale: String
  roleKeys: [String!]
  roles(filter: RoleFilterArgType, limit: Int, offset: Int, order: RoleOrderArgType, search: RoleSearchArgType): RolePageModel
  status: UserInviteStatusEnum!
  statusUpdatedAt: Date
  tenantId: ID
  updatedAt: Date
  userTokenId: ID!
}
type UserInvitePageModel { data: [UserInviteModel!]! totalCount: Int! }
type CreateUserInviteErrorModel { email: String! error: String! firstName: String! lastName: String! }
type CreateUserInvitesModel { errors: [CreateUserInviteErrorModel!] success: [UserInviteModel!] }
type CheckUserInviteTokenModel { email: String isExpired: Boolean isValid: Boolean! }

# ---------- users ----------
input UserGroupIdFilterArgType { all: [ID!] equalTo: ID notEqualTo: ID valueIn: [ID!] valueNotIn: [ID!] }
input UserGroupNameFilterArgType { all: [String!] equalTo: String iLike: String like: String notEqualTo: String valueIn: [String!] valueNotIn: [String!] }
input UserFilterArgType {
  active: BooleanFilterArgType
  email: StringFilterArgType
  firstName: StringFilterArgType
  id: IdFilterArgType
  lastName: StringFilterArgType
  locale: StringFilterArgType
  optedInAt: DateFilterArgType
  phone: StringFilterArgType
  reference: StringFilterArgType
  roleId: IdFilterArgType
  roleKey: StringFilterArgType
  search: String
  tenantId: IdFilterArgType
  timezone: StringFilterArgType
  userGroupId: UserGroupIdFilterArgType
  userGroupName: UserGroupNameFilterArgType
  userProviderId: IdFilterArgType
  withDeactivated: BooleanFilterArgType
}
input UserOrderArgType { order: OrderEnum! sort: UserOrderSortEnum! }
input UserSearchArgType { key: UserSearchKeyEnum! value: String! }
type UserModel {
  active: Boolean
  avatarUrl: String
  createdAt: Date!
  customData: JsonObject
  email: String!
  firstName: String
  id: ID!
  isOptedIn: Boolean
  lastName: String
  locale: String
  phone: String
  reference: String!
  roles(filter: RoleFilterArgType, limit: Int, offset: Int, order: RoleOrderArgType, search: RoleSearchArgType): RolePageModel
  synced: Boolean
  tenant: TenantModel
  tenantId: ID
  timezone: String
  twoFactorEnabled: Boolean
  updatedAt: Date!
  userGroups(filter: UserGroupFilterArgType, limit: Int, offset: Int, order: UserGroupOrderArgType, search: UserGroupSearchArgType): UserGroupPageModel
}
type UserPageModel { data: [UserModel!]! totalCount: Int! }
type UsersCountModel { totalCount: Int! }
type UserGroupModel {
  id: ID!
  name: String!
  reference: String!
  roles: RolePageModel!
  type: String!
  userGroupType: UserGroupTypeModel
  users(filter: UserFilterArgType, limit: Int, offset: Int, order: UserOrderArgType, search: UserSearchArgType): UserPageModel
}
type UserGroupTypeModel { createdAt: Date! id: ID! name: String! updatedAt: Date! }
type UserGroupPageModel { data: [UserGroupModel!]! totalCount: Int! }

# ---------- roles ----------
input RoleFilterArgType {
  description: StringFilterArgType
  id: IdFilterArgType
  invite: BooleanFilterArgType           # {invite:{equalTo:true}} = roles the CALLER may invite (used by @roq/ui-react)
  isSystemManaged: BooleanFilterArgType
  key: StringFilterArgType
  name: StringFilterArgType
  permissionId: IdFilterArgType
  userGroupId: IdFilterArgType
  userId: IdFilterArgType
}
input RoleOrderArgType { order: OrderEnum! sort: RoleOrderSortEnum! }
input RoleSearchArgType { key: RoleSearchKeyEnum! value: String! }
type RoleModel {
  description: String
  id: ID!
  inviteRoleKeys: [String!]
  isSystemManaged: Boolean!
  key: String!
  name: String!
  projectEntityId: ID
  reference: String
  userGroups: UserGroupPageModel!
  userIdField: String
  users: UsersCountModel!
}
type RolePageModel { data: [RoleModel!]! totalCount: Int! }

# ---------- tenants ----------
input TenantFilterArgType { id: IdFilterArgType reference: StringFilterArgType }
input TenantOrderArgType { order: OrderEnum! sort: TenantOrderSortEnum! }
input TenantUpdateDto { name: String! reference: String }
input TenantCreateDto { name: String! reference: String }
type TenantModel {
  createdAt: Date!
  id: ID!
  isDefault: Boolean!
  name: String!
  reference: String
  updatedAt: Date!
  users: UsersCountModel!
}
type TenantPageModel { data: [TenantModel!]! totalCount: Int! }

# ---------- access ----------
type UserAccessModel { access: JsonObject! platform: JsonObject! project: JsonObject! }

# ---------- mail ----------
input NotificationTemplateVariableDto { key: String! value: String! }
input MailCreateDto { data: [NotificationTemplateVariableDto!] emails: [String!]! key: String! locale: String! }
type MailCreateUserModel { count: Int! }
type MailCreateModel { mailsSent: MailCreateUserModel! }

type Query {
  checkUserInviteToken(token: String!): CheckUserInviteTokenModel!
  role(id: ID!): RoleModel!
  roles(filter: RoleFilterArgType, limit: Int, offset: Int, order: RoleOrderArgType, search: RoleSearchArgType): RolePageModel!
  tenant(id: ID!): TenantModel!
  tenants(filter: TenantFilterArgType, limit: Int, offset: Int, order: TenantOrderArgType): TenantPageModel!
  user(id: ID!): UserModel!
  userAccess: UserAccessModel!
  userInvite(id: ID!): UserInviteModel!
  userInvites(filter: UserInviteFilterArgType, limit: Int, offset: Int, order: UserInviteOrderArgType, search: UserInviteSearchArgType): UserInvitePageModel!
  users(filter: UserFilterArgType, limit: Int, offset: Int, order: UserOrderArgType, search: UserSearchArgType): UserPageModel!
}
type Mutation {
  acceptUserInvite(acceptUserInvite: AcceptUserInviteDto!): UserInviteModel!
  acceptUserInviteV2(data: AcceptUserInviteV2Dto!): UserInviteModel!
  assignRolesToUser(roleKeys: [String!]!, userId: ID!): Boolean!
  unassignRolesFromUser(roleKeys: [String!]!, userId: ID!): Boolean!
  cancelUserInvite(id: ID!): UserInviteModel!
  createTenant(tenant: TenantCreateDto!): TenantModel!
  resendUserInvite(id: ID!): UserInviteModel!
  sendMail(mail: MailCreateDto!): MailCreateModel!
  "Create UserInvite and send email"
  sendUserInvites(userInvites: UserInvitesCreateDto!): CreateUserInvitesModel!
  "Create UserInvite and send email"
  sendUserInvitesV2(data: UserInvitesCreateV2Dto!): CreateUserInvitesModel!
  updateTenant(id: ID!, tenant: TenantUpdateDto!): TenantModel!
  updateUserInvite(id: ID!, userInvite: UserInviteUpdateDto!): UserInviteModel!
}
`;
